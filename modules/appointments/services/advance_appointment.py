"""The steps of a visit that only the day view shows: confirmed, in the room, done."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.access.models import User
from erp.kernel.machines.gate import fire
from modules.appointments.models import Appointment
from modules.appointments.models.appointment import AppointmentState


def confirm_appointment(*, appointment_id: int, by: User | None, at: datetime) -> Appointment:
    """The patient confirmed. Raises NotNow unless it is booked."""
    return _move(appointment_id, "confirm", by=by, at=at)


def enter_room(*, appointment_id: int, by: User | None, at: datetime) -> Appointment:
    """The patient goes in. Raises NotNow unless they have arrived."""
    return _move(appointment_id, "enter_room", by=by, at=at)


def finish_appointment(*, appointment_id: int, by: User | None, at: datetime) -> Appointment:
    """The visit is over. Raises NotNow unless the patient is here."""
    return _move(appointment_id, "finish", by=by, at=at)


def treatment_began(*, appointment_id: int, at: datetime) -> None:
    """What the start of treatment means here: an arrived patient is in the room. Anything else stays."""
    if Appointment.objects.filter(pk=appointment_id, state=AppointmentState.ARRIVED).exists():
        _move(appointment_id, "enter_room", by=None, at=at)


def treatment_ended(*, appointment_id: int, at: datetime) -> None:
    """What a signed treatment means here: the appointment is done."""
    here = (AppointmentState.ARRIVED, AppointmentState.IN_ROOM)
    if Appointment.objects.filter(pk=appointment_id, state__in=here).exists():
        _move(appointment_id, "finish", by=None, at=at)


def _move(appointment_id: int, verb: str, *, by: User | None, at: datetime) -> Appointment:
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment_id)
    fire(appointment, verb, by=by, at=at)
    return appointment
