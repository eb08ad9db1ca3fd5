"""Somebody comes without an appointment."""

from __future__ import annotations

from datetime import datetime, timedelta

from erp.kernel.access.models import User
from erp.kernel.machines.gate import born
from modules.appointments.models import Appointment
from modules.appointments.models.appointment import AppointmentState
from modules.appointments.selectors.taken_slots import first_free
from modules.appointments.services.announce import announce_arrival
from modules.appointments.services.book_appointment import home_branch, minutes_of, treatment_name
from modules.appointments.services.check_appointment import check_appointment
from modules.appointments.services.take_slots import resources_of, take_slots


def walk_in(
    *,
    patient_id: int,
    practitioner_id: int,
    by: User | None,
    at: datetime,
    branch_id: int | None = None,
    room_id: int | None = None,
    product_id: int | None = None,
    title: str = "",
    note: str = "",
) -> Appointment:
    """The patient is here already: they get the practitioner's first free time from now.

    Raises SlotTaken if another desk was faster, TimesNotValid if nothing is free today.
    """
    minutes = minutes_of(product_id)
    appointment = Appointment(
        branch_id=branch_id or home_branch(practitioner_id),
        patient_id=patient_id,
        practitioner_id=practitioner_id,
        room_id=room_id,
        product_id=product_id,
        title=title or treatment_name(product_id),
        note=note,
        is_walk_in=True,
        arrived_at=at,
        state=AppointmentState.ARRIVED,
    )
    now = at.replace(second=0, microsecond=0)
    appointment.starts_at = first_free(resources_of(appointment), not_before=now, minutes=minutes)
    appointment.ends_at = appointment.starts_at + timedelta(minutes=minutes)
    check_appointment(appointment)
    born(appointment, by=by, at=at)
    take_slots(appointment)
    announce_arrival(appointment, at=at)
    return appointment
