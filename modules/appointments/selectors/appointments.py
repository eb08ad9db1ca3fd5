"""Reads of appointments for other modules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from modules.appointments.data import AppointmentCard
from modules.appointments.models import Appointment
from modules.appointments.models.appointment import AppointmentState

GONE = (AppointmentState.CANCELLED, AppointmentState.NO_SHOW)


def appointment_cards(ids: Iterable[int]) -> dict[int, AppointmentCard]:
    """Appointments by id."""
    return {row.pk: card_of(row) for row in Appointment.objects.filter(pk__in=set(ids))}


def upcoming_of(patient_id: int, *, after: datetime, limit: int = 10) -> list[AppointmentCard]:
    """What a patient is still to come for, the next first."""
    rows = Appointment.objects.filter(patient=patient_id, starts_at__gte=after).exclude(state__in=GONE)
    return [card_of(row) for row in rows.order_by("starts_at")[:limit]]


def card_of(row: Appointment) -> AppointmentCard:
    return AppointmentCard(
        id=row.pk,
        branch_id=row.branch_id,
        patient_id=row.patient_id,
        practitioner_id=row.practitioner_id,
        room_id=row.room_id,
        product_id=row.product_id,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        state=row.state,
    )
