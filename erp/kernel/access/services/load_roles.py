"""Keep the table of roles in step with roles.toml."""

from typing import Any

from django.apps.config import AppConfig

from erp.kernel.access.roles import known_roles


def roles_follow_the_file(*, sender: AppConfig, **_kwargs: Any) -> None:
    """After a migrate: every role of the file has its row and its titles. A role once given is never removed."""
    role: Any = sender.get_model("Role")
    present = {row.code: row for row in role.objects.all()}
    for code, wanted in known_roles().items():
        row = present.get(code)
        if row is None:
            role.objects.create(code=code, title=wanted.title, title_th=wanted.title_th)
        elif (row.title, row.title_th) != (wanted.title, wanted.title_th):
            row.title, row.title_th = wanted.title, wanted.title_th
            row.save()
