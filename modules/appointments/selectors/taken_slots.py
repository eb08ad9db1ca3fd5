"""What is booked, per resource."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from modules.appointments.models import Booking


@dataclass(frozen=True, kw_only=True)
class TakenSlot:
    """One booked stretch of one resource. It names no patient."""

    resource: str
    starts_at: datetime
    ends_at: datetime
    appointment_id: int | None
    state: str


def taken_slots(
    resources: Sequence[str], starts_at: datetime, ends_at: datetime, *, besides: int | None = None
) -> list[TakenSlot]:
    """Live bookings of `resources` that overlap the time, but for those of appointment `besides`."""
    rows = Booking.objects.filter(
        resource__in=resources, during__overlap=DateTimeTZRange(starts_at, ends_at, "[)"), live=True
    ).select_related("appointment")
    return [
        TakenSlot(
            resource=row.resource,
            starts_at=row.during.lower,
            ends_at=row.during.upper,
            appointment_id=row.appointment_id,
            state=row.appointment.state if row.appointment else "block",
        )
        for row in rows.order_by("resource", "during")
        if besides is None or row.appointment_id != besides
    ]


def first_free(resources: Sequence[str], *, not_before: datetime, minutes: int) -> datetime:
    """The earliest time from `not_before` at which all of `resources` are free for `minutes`."""
    start = not_before
    length = timedelta(minutes=minutes)
    for slot in sorted(
        taken_slots(resources, not_before, not_before + timedelta(days=1)), key=lambda slot: slot.starts_at
    ):
        if slot.starts_at >= start + length:
            break
        start = max(start, slot.ends_at)
    return start
