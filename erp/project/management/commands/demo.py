"""`manage.py demo load`: fill an empty clinic with believable people, goods and ninety days of visits."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from erp.kernel.access.models import Company


class Command(BaseCommand):
    """Load the demo clinic through the product's own services."""

    help = "Fill an empty clinic with demo data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare arguments."""
        parser.add_argument("action", choices=["load"])
        parser.add_argument("--visits", type=int, default=int(os.environ.get("DEMO_VISITS", "700")))

    def handle(self, *args: Any, action: str, visits: int, **options: Any) -> None:
        """Load; refused where there is a clinic already."""
        from fixtures.demo.load import load  # noqa: PLC0415  (every module must be installed)

        if Company.objects.exists():
            raise CommandError("there is a clinic already; the demo fills an empty one only")
        password = os.environ.get("AESTHETIX_DEMO_PASSWORD")
        if not password:
            raise CommandError("AESTHETIX_DEMO_PASSWORD says which password the demo's people get")
        load(password=password, visits=visits, say=self.stdout.write)
