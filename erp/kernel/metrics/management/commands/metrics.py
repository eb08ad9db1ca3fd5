"""`manage.py metrics rebuild|compare`: rollups from the rows, or against them."""

from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from erp.kernel.access.models import Branch
from erp.kernel.hooks.hook import contributors
from erp.kernel.metrics.hooks import Metric, Span
from erp.kernel.metrics.store import differences, recompute


class Command(BaseCommand):
    """Rebuild rollups, or name every day on which they differ from the rows."""

    help = "Rebuild the dashboard's rollups from the rows, or compare them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare arguments."""
        parser.add_argument("action", choices=["rebuild", "compare"])
        parser.add_argument("--days", type=int, default=400)

    def handle(self, *args: Any, action: str, days: int, **options: Any) -> None:
        """Run over all metrics and branches."""
        today: date = timezone.localdate()
        span = Span(since=today - timedelta(days=days), until=today + timedelta(days=1))
        branch_ids = list(Branch.objects.values_list("pk", flat=True))
        wrong = 0
        for metric in contributors(Metric):  # type: ignore[type-abstract]
            if not metric.rolled_up:
                continue
            if action == "rebuild":
                with transaction.atomic():
                    count = recompute(metric.code, branch_ids=branch_ids, span=span, at=timezone.now())
                self.stdout.write(f"{metric.code}: {count} days")
                continue
            found = differences(metric.code, branch_ids=branch_ids, span=span)
            wrong += len(found)
            for (branch_id, on), (kept, true) in found.items():
                self.stdout.write(f"{metric.code} branch {branch_id} {on}: kept {kept}, rows say {true}")
        if wrong:
            raise CommandError(f"{wrong} rollups differ from their rows; run “manage.py metrics rebuild”")
