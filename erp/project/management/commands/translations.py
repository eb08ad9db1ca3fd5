"""`manage.py translations compile|missing`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from erp.kernel.registry.discovery import ROOT
from erp.project.translations import compile_all, missing, packages


class Command(BaseCommand):
    """Compile the Thai catalogues, or name every text without Thai."""

    help = "Compile catalogues, or list texts without Thai."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare arguments."""
        parser.add_argument("action", choices=["compile", "missing"])

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        """Run over every package."""
        if action == "compile":
            self.stdout.write(f"{compile_all()} catalogues compiled")
            return
        found = {package.relative_to(ROOT): missing(package) for package in packages()}
        for package, lines in found.items():
            for text in lines:
                self.stdout.write(f"{package}: {text!r}")
        if count := sum(map(len, found.values())):
            raise CommandError(f"{count} texts have no Thai")
