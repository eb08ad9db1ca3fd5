"""`manage.py rights [--write]`: print the table of rights, or write it to docs/generated/rights.md."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from erp.kernel.access.rights import rights
from erp.kernel.access.rights_table import table


def page() -> Path:
    """Where the page stands."""
    return Path(settings.BASE_DIR) / "docs" / "generated" / "rights.md"


class Command(BaseCommand):
    """The union of all rights.toml, for people."""

    help = "Print the table of rights, or write it with --write."

    def add_arguments(self, parser: CommandParser) -> None:
        """One switch."""
        parser.add_argument("--write", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print or write."""
        text = table(rights())
        if not options["write"]:
            self.stdout.write(text)
            return
        page().parent.mkdir(parents=True, exist_ok=True)
        page().write_text(text)
