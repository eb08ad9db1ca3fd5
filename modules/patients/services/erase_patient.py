"""Erase what the law does not oblige us to keep."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.access.models import User
from erp.kernel.events.publish import publish
from erp.kernel.machines.gate import fire
from modules.patients.events import PatientErased
from modules.patients.models import Patient
from modules.patients.services.fill_patient import fill


def erase_patient(*, patient_id: int, by: User, at: datetime) -> Patient:
    """Blank every way to reach the person. Name, birth date and allergies stay with the medical record.

    The Medical Facility Act obliges a clinic to keep records of care for five years; how to reach the person is not
    among them. Raises NotNow if already erased.
    """
    patient = Patient.objects.select_for_update(of=("self",)).get(pk=patient_id)
    fill(patient, {"phone": "", "emergency_phone": "", "identity": "", "identity_kind": ""})
    fill(patient, {"email": "", "address": "", "emergency_name": "", "nickname": "", "source": ""})
    fire(patient, "erase", by=by, at=at)
    publish(PatientErased(patient_id=patient.pk, erased_at=at))
    return patient
