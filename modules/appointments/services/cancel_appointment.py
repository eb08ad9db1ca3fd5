"""An appointment that will not happen: called off, or nobody came."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.access.models import User
from erp.kernel.events.publish import publish
from erp.kernel.machines.gate import fire
from modules.appointments.events import AppointmentCancelled, AppointmentMissed
from modules.appointments.models import Appointment
from modules.appointments.services.take_slots import free_slots


def cancel_appointment(*, appointment_id: int, by: User | None, at: datetime, reason: str = "") -> Appointment:
    """Call it off and free its time. Raises NotNow once treatment has begun."""
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment_id)
    fire(appointment, "cancel", by=by, at=at, reason=reason)
    free_slots(appointment)
    publish(
        AppointmentCancelled(
            appointment_id=appointment.pk,
            patient_id=appointment.patient_id,
            branch_id=appointment.branch_id,
            cancelled_at=at,
        )
    )
    return appointment


def miss_appointment(*, appointment_id: int, by: User | None, at: datetime) -> Appointment:
    """The patient did not come; the time is free again. Raises NotNow once treatment has begun."""
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment_id)
    fire(appointment, "no_show", by=by, at=at)
    free_slots(appointment)
    publish(
        AppointmentMissed(
            appointment_id=appointment.pk,
            patient_id=appointment.patient_id,
            branch_id=appointment.branch_id,
            missed_at=at,
        )
    )
    return appointment
