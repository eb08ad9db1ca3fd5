"""Settings of tests, mypy, makemigrations and the schema: every module, quick passwords."""

import os

os.environ.setdefault("ERP_MODULES", "all")

from erp.project.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
