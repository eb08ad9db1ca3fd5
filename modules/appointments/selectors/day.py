"""A day of a branch: who or what is booked when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.db.models import Q

from erp.kernel.access.models import Branch, Staff
from modules.appointments.models import Appointment, Room, Shift
from modules.appointments.models.shift import ShiftKind
from modules.appointments.selectors.appointments import GONE

By = Literal["practitioner", "room"]


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A column of the day: a practitioner or a room. Lane 0 holds what has no room."""

    id: int
    name: str
    name_th: str
    detail: str
    color: str


@dataclass(frozen=True, kw_only=True)
class Day:
    """Everything the day view shows, but for the people, who come as cards."""

    on: date
    by: By
    lanes: Sequence[Lane]
    appointments: Sequence[Appointment]
    shifts: Sequence[Shift]


def bounds_of(on: date, branch: Branch) -> tuple[datetime, datetime]:
    """The day as the branch's clock has it."""
    zone = ZoneInfo(branch.time_zone)
    start = datetime.combine(on, time.min, zone)
    return start, start + timedelta(days=1)


def day_of(branch: Branch, on: date, by: By) -> Day:
    """Lanes in a steady order, appointments by time, shifts and blocks; cancelled ones leave the picture."""
    start, end = bounds_of(on, branch)
    rows = (
        Appointment.objects.filter(branch=branch, starts_at__gte=start, starts_at__lt=end)
        .exclude(state__in=GONE)
        .select_related("practitioner", "room", "product")
        .order_by("starts_at", "id")
    )
    shifts = list(Shift.objects.filter(branch=branch, starts_at__lt=end, ends_at__gt=start).order_by("starts_at", "id"))
    appointments = list(rows)
    if by == "room":
        lanes = _rooms(branch, needs_none=any(row.room_id is None for row in appointments))
    else:
        lanes = _people(branch, {row.practitioner_id for row in appointments} | {shift.staff_id for shift in shifts})
    return Day(on=on, by=by, lanes=lanes, appointments=appointments, shifts=shifts)


def _rooms(branch: Branch, *, needs_none: bool) -> list[Lane]:
    lanes = [
        Lane(id=room.pk, name=room.name, name_th=room.name_th, detail=room.code, color="")
        for room in Room.objects.filter(branch=branch, is_active=True).order_by("code")
    ]
    return [*lanes, Lane(id=0, name="", name_th="", detail="", color="")] if needs_none else lanes


def _people(branch: Branch, booked: set[int]) -> list[Lane]:
    """Those who treat here, and whoever else is booked or on duty today."""
    treating = Q(branch=branch, active=True, kind__in=("doctor", "therapist"))
    people = Staff.objects.filter(treating | Q(pk__in=booked)).order_by("kind", "name")
    return [
        Lane(id=staff.pk, name=staff.name, name_th=staff.name_th, detail=staff.kind, color=staff.color)
        for staff in people
    ]


def is_block(shift: Shift) -> bool:
    return bool(shift.kind == ShiftKind.BLOCK)
