"""Book an appointment."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from erp.kernel.access.models import Staff, User
from erp.kernel.documents.refusals import Invalid
from erp.kernel.events.publish import publish
from erp.kernel.machines.gate import born
from modules.appointments.events import AppointmentBooked
from modules.appointments.models import Appointment
from modules.appointments.services.check_appointment import check_appointment
from modules.appointments.services.take_slots import take_slots
from modules.catalog import public as catalog

USUAL_MINUTES: Final = 30


def book_appointment(
    *,
    patient_id: int,
    practitioner_id: int,
    starts_at: datetime,
    by: User | None,
    at: datetime,
    ends_at: datetime | None = None,
    branch_id: int | None = None,
    room_id: int | None = None,
    device_id: int | None = None,
    product_id: int | None = None,
    title: str = "",
    note: str = "",
) -> Appointment:
    """Make an appointment and take what it needs. Without an end it lasts as long as its treatment does.

    Raises SlotTaken with what is there already, TimesNotValid, ResourceElsewhere or Invalid.
    """
    appointment = Appointment(
        branch_id=branch_id or home_branch(practitioner_id),
        patient_id=patient_id,
        practitioner_id=practitioner_id,
        room_id=room_id,
        device_id=device_id,
        product_id=product_id,
        title=title or treatment_name(product_id),
        starts_at=starts_at,
        ends_at=ends_at or starts_at + timedelta(minutes=minutes_of(product_id)),
        note=note,
    )
    check_appointment(appointment)
    born(appointment, by=by, at=at)
    take_slots(appointment)
    publish(
        AppointmentBooked(
            appointment_id=appointment.pk,
            patient_id=patient_id,
            practitioner_staff_id=practitioner_id,
            branch_id=appointment.branch_id,
            starts_at=starts_at,
        )
    )
    return appointment


def home_branch(practitioner_id: int) -> int:
    """Where a practitioner works. Raises Invalid if there is no such person."""
    branch = Staff.objects.filter(pk=practitioner_id).values_list("branch", flat=True).first()
    if branch is None:
        raise Invalid(field="practitioner")
    return branch


def treatment_name(product_id: int | None) -> str:
    """What the appointment is for, if a treatment was chosen."""
    return catalog.product_cards([product_id])[product_id].name_en if product_id else ""


def minutes_of(product_id: int | None) -> int:
    """How long the treatment lasts."""
    if product_id is None:
        return USUAL_MINUTES
    return catalog.product_cards([product_id])[product_id].duration_minutes or USUAL_MINUTES
