"""The day's figures and the open calendars follow what happens to appointments."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from erp.kernel.events.listeners import listens
from erp.kernel.metrics.hooks import Span
from erp.kernel.metrics.store import recompute
from erp.kernel.realtime.announce import announce
from modules.appointments.events import (
    AppointmentArrived,
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentMissed,
    AppointmentMoved,
)
from modules.appointments.extensions import APPOINTMENTS
from modules.appointments.models import Appointment

Changed = AppointmentArrived | AppointmentBooked | AppointmentCancelled | AppointmentMissed | AppointmentMoved


@listens(AppointmentArrived)
@listens(AppointmentBooked)
@listens(AppointmentCancelled)
@listens(AppointmentMissed)
@listens(AppointmentMoved)
def on_appointment_changed(event: Changed, *, event_id: UUID) -> None:
    """Count the day again (the old day too, when it moved) and tell the calendars."""
    appointment = Appointment.objects.get(pk=event.appointment_id)
    _count(appointment.branch_id, appointment.starts_at, appointment.updated_at)
    if isinstance(event, AppointmentMoved):
        _count(appointment.branch_id, event.previous_starts_at, appointment.updated_at)
    announce("appointments.appointment", appointment.pk, appointment.version, branch_id=appointment.branch_id)


def _count(branch_id: int, starts_at: datetime, at: datetime) -> None:
    day = timezone.localdate(starts_at)
    recompute(APPOINTMENTS, branch_ids=[branch_id], span=Span(since=day, until=day), at=at)
