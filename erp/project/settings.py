"""Settings: the only place that knows everything. Values come from the environment; the supervisor sets it."""

import os
import sys
from datetime import timedelta
from pathlib import Path

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from erp.kernel.registry.boot import installed_names, packages
from erp.kernel.registry.database_url import database
from erp.kernel.runtime.environment import adopt_running_services
from erp.project.environment import secret_key

adopt_running_services()  # commands started by hand meet the database that `make run` has started

django_stubs_ext.monkeypatch()  # `Field[Any, Any]` and the like, as the types know them, also at run time

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(os.environ.get("AESTHETIX_DATA", BASE_DIR / "var")).resolve()

SECRET_KEY = secret_key(DATA_DIR)
DEBUG = os.environ.get("AESTHETIX_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("AESTHETIX_HOSTS", "*").split(",")
ROOT_URLCONF = "erp.project.urls"
WSGI_APPLICATION = "erp.project.wsgi.application"
AUTH_USER_MODEL = "access.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The application's role by default; migrations and module operations run as the owner (ERP_AS_OWNER=1).
DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://aesthetix_app@127.0.0.1:5432/aesthetix")
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", DATABASE_URL)
AS_OWNER = os.environ.get("ERP_AS_OWNER") == "1" or sys.argv[1:2] in (["migrate"], ["modules"])
DATABASES = {"default": database(DATABASE_OWNER_URL if AS_OWNER else DATABASE_URL)}

KERNEL_APPS = [
    "erp.kernel.registry",
    "erp.kernel.documents",
    "erp.kernel.access",
    "erp.kernel.audit",
    "erp.kernel.machines",
    "erp.kernel.events",
    "erp.kernel.sequences",
    "erp.kernel.files",
    "erp.kernel.metrics",
    "erp.kernel.rest",
    "erp.kernel.flows",
]
INSTALLED_MODULES = installed_names(DATABASE_OWNER_URL if AS_OWNER else DATABASE_URL)
INSTALLED_APPS = [
    "erp.project",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "pgtrigger",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "import_export",
    "viewflow",
    "viewflow.workflow",
    *KERNEL_APPS,
    *packages(INSTALLED_MODULES),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "erp.project.web_client.WebClient",
    "erp.kernel.rest.middleware.RequestIdentity",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}}]

# scrypt costs an attacker memory, and a sign-in a third of what PBKDF2 takes; older hashes are renewed at sign-in.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("th", _("Thai"))]
LOCALE_PATHS = [str(path) for path in sorted((BASE_DIR / "erp").glob("**/locale"))]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # Swagger UI and the like come from the packages themselves: nothing to collect
WEB_DIST = BASE_DIR / "web" / "dist"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["erp.kernel.access.authentication.SessionTokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["erp.kernel.rest.permissions.DeclaredRight"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "erp.kernel.rest.schema.KernelSchema",
    "EXCEPTION_HANDLER": "erp.kernel.rest.problems.problem_response",
    "COERCE_DECIMAL_TO_STRING": True,
}
SIMPLE_JWT = {"ACCESS_TOKEN_LIFETIME": timedelta(minutes=5), "SIGNING_KEY": SECRET_KEY}
SPECTACULAR_SETTINGS = {
    "TITLE": "AesthetixOS",
    "DESCRIPTION": "ERP for aesthetic clinics.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "DEFAULT_GENERATOR_CLASS": "erp.kernel.rest.schema.KernelSchemaGenerator",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["erp.kernel.rest.schema.plain_enums"],
}

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
REALTIME_URL = os.environ.get("REALTIME_URL", "http://127.0.0.1:8001")
S3 = {
    "endpoint_url": os.environ.get("S3_ENDPOINT_URL", "http://127.0.0.1:9000"),
    "public_url": os.environ.get("S3_PUBLIC_URL") or os.environ.get("S3_ENDPOINT_URL", "http://127.0.0.1:9000"),
    "access_key": os.environ.get("S3_ACCESS_KEY", ""),
    "secret_key": os.environ.get("S3_SECRET_KEY", ""),
    "bucket": os.environ.get("S3_BUCKET", "aesthetix"),
}

VIEWFLOW = {"AUTOREGISTER": False}
PGTRIGGER_SCHEMA = "public"
PGTRIGGER_MIGRATIONS = False  # triggers follow from the models: standing orders install them (docs/decisions)
SILENCED_SYSTEM_CHECKS = ["auth.E003"]  # usernames are unique without regard to case, by constraint

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("AESTHETIX_LOG_LEVEL", "WARNING")},
}
