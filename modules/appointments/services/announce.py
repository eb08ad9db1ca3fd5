"""An arrival, said once: the patient is in care from now on, and whoever joins visits may begin."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.events.publish import publish
from modules.appointments.events import AppointmentArrived
from modules.appointments.models import Appointment
from modules.patients import public as patients


def announce_arrival(appointment: Appointment, *, at: datetime) -> None:
    patients.welcome_patient(patient_id=appointment.patient_id, at=at)
    publish(
        AppointmentArrived(
            appointment_id=appointment.pk,
            patient_id=appointment.patient_id,
            practitioner_staff_id=appointment.practitioner_id,
            branch_id=appointment.branch_id,
            arrived_at=at,
        )
    )
