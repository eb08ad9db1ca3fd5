"""The list of roles, from roles.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

ADMINISTRATOR = "administrator"  # the role that gives roles; somebody active must hold it


@dataclass(frozen=True, kw_only=True)
class RoleTitle:
    """A role as the file names it."""

    code: str
    title: str
    title_th: str


def roles_file() -> Path:
    """Where the project keeps its roles."""
    return Path(getattr(settings, "ROLES_FILE", settings.BASE_DIR / "erp" / "project" / "roles.toml"))


@cache
def known_roles() -> dict[str, RoleTitle]:
    """Roles by code, in the order of the file."""
    with roles_file().open("rb") as file:
        table = tomllib.load(file)
    return {
        code: RoleTitle(code=code, title=row["title"], title_th=row.get("title_th", row["title"]))
        for code, row in table.items()
    }
