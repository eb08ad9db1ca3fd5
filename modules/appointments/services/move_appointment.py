"""Move an appointment to another time, person or room."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.access.models import User
from erp.kernel.access.rights import require
from erp.kernel.documents.refusals import NotNow
from erp.kernel.events.publish import publish
from erp.kernel.machines.gate import current
from modules.appointments.events import AppointmentMoved
from modules.appointments.models import Appointment
from modules.appointments.models.appointment import AppointmentState
from modules.appointments.services.check_appointment import check_appointment
from modules.appointments.services.take_slots import free_slots, take_slots

MOVABLE = frozenset({AppointmentState.BOOKED, AppointmentState.CONFIRMED, AppointmentState.ARRIVED})


def move_appointment(
    *,
    appointment_id: int,
    starts_at: datetime,
    by: User | None,
    at: datetime,
    ends_at: datetime | None = None,
    practitioner_id: int | None = None,
    room_id: int | None = None,
    device_id: int | None = None,
) -> Appointment:
    """Without an end it keeps its length. What is not named stays as it is.

    Raises NotNow once it has begun or ended, SlotTaken with what is there already.
    """
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment_id)
    require(by, "appointments.move_appointment", appointment)
    if appointment.state not in MOVABLE:
        raise NotNow(code="appointments.appointment.move", current=current(appointment, by))
    previous = appointment.starts_at
    appointment.ends_at = ends_at or starts_at + (appointment.ends_at - previous)
    appointment.starts_at = starts_at
    appointment.practitioner_id = practitioner_id or appointment.practitioner_id
    appointment.room_id = room_id or appointment.room_id
    appointment.device_id = device_id or appointment.device_id
    check_appointment(appointment)
    free_slots(appointment)
    take_slots(appointment)
    appointment.save()
    publish(
        AppointmentMoved(
            appointment_id=appointment.pk,
            practitioner_staff_id=appointment.practitioner_id,
            branch_id=appointment.branch_id,
            starts_at=starts_at,
            previous_starts_at=previous,
        )
    )
    return appointment
