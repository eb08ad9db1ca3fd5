"""`manage.py prepare_files`: the bucket is there and browsers may write to it."""

from typing import Any

from django.core.management.base import BaseCommand

from erp.kernel.files.store import prepare_store


class Command(BaseCommand):
    help = "Make the bucket of the file store if it is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare the store."""
        prepare_store()
