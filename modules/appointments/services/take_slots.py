"""Take the practitioner, the room and the device for a time; the database decides who gets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from modules.appointments.errors import SlotTaken
from modules.appointments.models import Appointment, Booking, Shift
from modules.appointments.models.booking import NO_OVERLAP
from modules.appointments.selectors.taken_slots import taken_slots

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(resource, 71)) FROM unnest(%s::text[]) AS resource"


def resources_of(appointment: Appointment) -> list[str]:
    """What an appointment needs, as bookings name it."""
    needed = [f"staff:{appointment.practitioner_id}"]
    if appointment.room_id:
        needed.append(f"room:{appointment.room_id}")
    if appointment.device_id:
        needed.append(f"device:{appointment.device_id}")
    return sorted(needed)


def take_slots(appointment: Appointment) -> None:
    """Book every resource of `appointment`. Raises SlotTaken saying what is there already."""
    _take(
        resources_of(appointment),
        appointment.starts_at,
        appointment.ends_at,
        {"appointment": appointment},
        besides=appointment.pk,
    )


def take_block(shift: Shift) -> None:
    """Keep a person from being booked. Raises SlotTaken if they already are."""
    _take([f"staff:{shift.staff_id}"], shift.starts_at, shift.ends_at, {"shift": shift}, besides=None)


def free_slots(appointment: Appointment) -> None:
    """Let others have the time."""
    Booking.objects.filter(appointment=appointment, live=True).update(live=False)


def _take(
    resources: list[str], starts_at: datetime, ends_at: datetime, owner: dict[str, Any], *, besides: int | None
) -> None:
    during = DateTimeTZRange(starts_at, ends_at, "[)")
    _one_at_a_time(resources)
    try:
        with transaction.atomic():
            Booking.objects.bulk_create([Booking(resource=each, during=during, **owner) for each in resources])
    except IntegrityError as error:
        if NO_OVERLAP not in str(error):
            raise
        taken = taken_slots(resources, starts_at, ends_at, besides=besides)
        raise SlotTaken(
            remedy=_("Choose another time, another practitioner or another room."),
            field="starts_at",
            current=[asdict(slot) for slot in taken],
        ) from error


def _one_at_a_time(resources: Iterable[str]) -> None:
    """Two that want the same slot queue up in name order; left to the constraint alone they could deadlock."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [sorted(resources)])
