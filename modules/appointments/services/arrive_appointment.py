"""Mark that the patient is here."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.access.models import User
from erp.kernel.machines.gate import fire
from modules.appointments.models import Appointment
from modules.appointments.services.announce import announce_arrival


def arrive_appointment(*, appointment_id: int, by: User | None, at: datetime) -> Appointment:
    """Raises NotNow if the patient already arrived, or never will."""
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment_id)
    fire(appointment, "arrive", by=by, at=at)
    announce_arrival(appointment, at=at)
    return appointment
