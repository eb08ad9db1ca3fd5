"""Change a patient's particulars."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from erp.kernel.access.models import User
from erp.kernel.documents.checking import check_record
from erp.kernel.documents.refusals import Missing
from erp.kernel.documents.saving import check_version
from erp.kernel.realtime.announce import announce
from modules.patients.models import Patient
from modules.patients.services.fill_patient import fill


def update_patient(
    *, patient_id: int, by: User | None, at: datetime, version: int | None = None, **values: Any
) -> Patient:
    """Change what `values` name. Raises Missing, Stale if `version` is not the patient's, or Invalid."""
    patient = Patient.objects.select_for_update(of=("self",)).filter(pk=patient_id).first()
    if patient is None:
        raise Missing()
    check_version(patient, version)
    fill(patient, values)
    check_record(patient, exclude=("hn", "search_text"))
    patient.save()
    announce("patients.patient", patient.pk, patient.version)
    return patient
