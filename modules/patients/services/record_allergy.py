"""Record an allergy."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.access.models import User
from erp.kernel.documents.saving import create_record
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
) -> Allergy:
    """Add an allergy to the patient's list. Raises Invalid if it is already there."""
    values = {"patient_id": patient_id, "substance": substance, "criticality": criticality, "reaction": reaction}
    return create_record(Allergy, {**values, "noted_on": at.date()}, by=by, at=at)
