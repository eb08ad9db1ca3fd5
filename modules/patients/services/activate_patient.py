"""Bring a patient into, or back into, care; or let one rest."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.access.models import User
from erp.kernel.machines.gate import fire
from modules.patients.models import Patient
from modules.patients.models.patient import PatientState


def activate_patient(*, patient_id: int, by: User | None, at: datetime) -> Patient:
    """A prospect or a resting patient is in care. Raises NotNow if erased or already active."""
    patient = Patient.objects.select_for_update(of=("self",)).get(pk=patient_id)
    fire(patient, "activate", by=by, at=at)
    return patient


def welcome_patient(*, patient_id: int, at: datetime) -> None:
    """What an arrival does to a patient: a prospect becomes one in care, anyone else stays as they are."""
    for patient in Patient.objects.select_for_update(of=("self",)).filter(pk=patient_id, state=PatientState.PROSPECT):
        fire(patient, "activate", by=None, at=at)


def deactivate_patient(*, patient_id: int, by: User | None, at: datetime) -> Patient:
    """A patient rests: found by search, not offered. Raises NotNow unless active."""
    patient = Patient.objects.select_for_update(of=("self",)).get(pk=patient_id)
    fire(patient, "deactivate", by=by, at=at)
    return patient
