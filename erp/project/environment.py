"""What settings read from the environment."""

import os
import secrets
from pathlib import Path


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
