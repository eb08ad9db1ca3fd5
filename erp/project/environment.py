"""Reads the environment into Django's shapes."""

import os
import secrets
from pathlib import Path
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
        "OPTIONS": {"application_name": os.environ.get("ERP_PROCESS", "aesthetix")},
    }


def secret_key(data: Path) -> str:
    """AESTHETIX_SECRET_KEY, else the key kept beside the data (made once, readable by its owner only)."""
    if key := os.environ.get("AESTHETIX_SECRET_KEY"):
        return key
    path = data / "secrets" / "django"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass  # another process was first; its key is the key
    return path.read_text()
