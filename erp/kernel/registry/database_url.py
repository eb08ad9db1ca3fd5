"""A postgresql:// URL as Django wants it."""

import os
from typing import Any
from urllib.parse import unquote, urlsplit


def database(url: str) -> dict[str, Any]:
    """A Django database entry for a postgresql:// URL."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,  # a connection per request would cost five checkouts (docs/decisions)
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "application_name": os.environ.get("ERP_PROCESS", "aesthetix"),
            "server_side_binding": True,  # with prepared statements: the server parses and plans each text once
            "prepare_threshold": 2,
        },
    }
