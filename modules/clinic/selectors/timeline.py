"""A patient's history, the newest first."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from erp.kernel.access.models import User
from erp.kernel.access.rights import visible
from modules.clinic.models import TimelineEntry

MOST: Final = 200


def timeline_of(
    patient_id: int, *, viewer: User, before: datetime | None = None, limit: int = MOST
) -> QuerySet[TimelineEntry]:
    """What this viewer may see of it."""
    rows = TimelineEntry.objects.filter(patient=patient_id).select_related("session", "by")
    if before is not None:
        rows = rows.filter(happened_at__lt=before)
    return visible(rows, viewer, "clinic.read_timeline_entry").order_by("-happened_at", "-id")[:limit]
