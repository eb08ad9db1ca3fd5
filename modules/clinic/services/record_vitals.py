"""Record vital signs."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from erp.kernel.access.models import User
from erp.kernel.documents.checking import check_record
from erp.kernel.documents.refusals import Invalid
from erp.kernel.realtime.announce import announce
from modules.clinic.models import TreatmentSession, Vitals


def record_vitals(
    *,
    patient_id: int,
    by: User | None,
    at: datetime,
    session_id: int | None = None,
    branch_id: int | None = None,
    taken_at: datetime | None = None,
    pulse: int | None = None,
    systolic: int | None = None,
    diastolic: int | None = None,
    temperature: Decimal | None = None,
    oxygen: int | None = None,
    weight: Decimal | None = None,
    height: Decimal | None = None,
) -> Vitals:
    """Add a measurement. Raises Invalid naming the value that cannot be."""
    session = TreatmentSession.objects.filter(pk=session_id, patient=patient_id).first() if session_id else None
    if session_id and session is None:
        raise Invalid(field="session")
    branch = session.branch_id if session else branch_id
    if branch is None:
        raise Invalid(field="branch")
    vitals = Vitals(
        branch_id=branch,
        patient_id=patient_id,
        session=session,
        taken_at=taken_at or at,
        taken_by=by,
        pulse=pulse,
        systolic=systolic,
        diastolic=diastolic,
        temperature=temperature,
        oxygen=oxygen,
        weight=weight,
        height=height,
    )
    check_record(vitals, exclude=("branch", "patient", "session", "taken_by"))
    vitals.save(force_insert=True)
    announce("clinic.vitals", vitals.pk, 1, branch_id=vitals.branch_id)
    return vitals
