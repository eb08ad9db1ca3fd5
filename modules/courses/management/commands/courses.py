"""`manage.py courses expire [--on 2026-12-01]`: what the nightly run does, by hand."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from modules.courses.public import expire_due


class Command(BaseCommand):
    """Courses whose last day is before `--on` (today unless told) expire."""

    help = "Expire the courses whose last day has passed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and as of which day."""
        parser.add_argument("verb", choices=["expire"])
        parser.add_argument("--on", type=date.fromisoformat, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many."""
        now = timezone.now()
        with transaction.atomic():
            expired = expire_due(on=options["on"] or timezone.localdate(now), at=now)
        self.stdout.write(f"{expired} expired")
