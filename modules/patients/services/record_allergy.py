"""Record an allergy."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from erp.kernel.access.models import User
from erp.kernel.documents.saving import create_record
from erp.kernel.realtime.announce import announce
from modules.patients.models import Allergy
from modules.patients.models.allergy import Criticality


def record_allergy(
    *,
    patient_id: int,
    substance: str,
    by: User | None,
    at: datetime,
    criticality: str = Criticality.UNKNOWN,
    reaction: str = "",
    noted_on: date | None = None,
    is_active: bool = True,
) -> Allergy:
    """Add an allergy to the patient's list. Raises Invalid if it is already there."""
    values = {"patient_id": patient_id, "substance": substance, "criticality": criticality, "reaction": reaction}
    noted = {"noted_on": noted_on or timezone.localdate(at), "is_active": is_active}
    allergy = create_record(Allergy, {**values, **noted}, by=by, at=at)
    announce("patients.allergy", allergy.pk, 1)
    return allergy
