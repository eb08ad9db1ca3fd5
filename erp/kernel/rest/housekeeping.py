"""Old answers go: a client that repeats a request does so within the hour, not next month."""

from datetime import timedelta
from typing import Final

from django.db.models import Value
from django.db.models.functions import Now

from erp.kernel.rest.models import IdempotencyKey

KEEP: Final = timedelta(days=14)
BATCH: Final = 5000


def delete_old_keys(keep: timedelta = KEEP) -> int:
    """Delete a batch of keys that were brought long ago. Returns how many."""
    old = IdempotencyKey.objects.filter(created_at__lt=Now() - Value(keep)).order_by("created_at")
    return IdempotencyKey.objects.filter(pk__in=old.values("pk")[:BATCH]).delete()[0]
