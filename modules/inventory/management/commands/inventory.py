"""`manage.py inventory check`: prove that stock is the sum of its moves."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from modules.inventory.public import mismatches


class Command(BaseCommand):
    help = "Prove that every quant is the sum of its done moves, and every stock value counts its quants."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["check"])

    def handle(self, *args: Any, **options: Any) -> None:
        found = mismatches()
        for row in found:
            self.stderr.write(
                f"{row.what} product {row.product_id} lot {row.lot_id} location {row.location_id}:"
                f" recorded {row.recorded}, moves say {row.from_moves}"
            )
        if found:
            raise CommandError(f"{len(found)} figures do not agree with the moves")
        self.stdout.write("Stock agrees with its moves.")
