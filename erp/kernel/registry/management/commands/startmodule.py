"""`manage.py startmodule loyalty --noun card`: a new module by the recipe, with its first migration."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from erp.kernel.registry.discovery import ROOT, closure, discover
from erp.kernel.registry.recipe import Recipe, RecipeError, make_module


class Command(BaseCommand):
    help = "Make a new module that can be installed at once."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="loyalty")
        parser.add_argument("--noun", default="entry", help="its first noun, singular: card")
        parser.add_argument("--title", help="Loyalty")
        parser.add_argument("--folder", type=Path, default=ROOT / "modules", help="a package of modules")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"].resolve()
        title = options["title"] or options["name"].replace("_", " ").capitalize()
        if options["name"] in discover():
            raise CommandError(f"there is a module “{options['name']}” already")
        try:
            recipe = Recipe(module=options["name"], noun=options["noun"], title=title, package=folder.name)
            for path in make_module(recipe, folder=folder):
                self.stdout.write(f"  {path}")
        except RecipeError as error:
            raise CommandError(str(error)) from error
        self._first_migration(recipe)
        self.stdout.write(f"Install it: python manage.py modules install {recipe.module}")

    def _first_migration(self, recipe: Recipe) -> None:
        """In a child process, which has the new module loaded."""
        discover.cache_clear()
        run = subprocess.run(
            [sys.executable, "manage.py", "makemigrations", recipe.module],
            cwd=ROOT,
            env={**os.environ, "ERP_MODULES": ",".join(closure({recipe.module}))},
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise CommandError(f"the first migration could not be made:\n{run.stdout}{run.stderr}")
