"""Record that consent was given or withdrawn."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.access.models import User
from erp.kernel.documents.checking import check_record
from erp.kernel.events.publish import publish
from erp.kernel.realtime.announce import announce
from modules.patients.events import ConsentRecorded
from modules.patients.models import Consent
from modules.patients.models.consent import Evidence


def record_consent(
    *,
    patient_id: int,
    purpose: str,
    given: bool,
    document_version: str,
    by: User | None,
    at: datetime,
    channel: str = "",
    evidence: str = Evidence.PAPER,
    evidence_note: str = "",
    approval_number: str = "",
) -> Consent:
    """Add a row; nothing is ever overwritten. Raises Invalid naming what is missing."""
    consent = Consent(
        patient_id=patient_id,
        purpose=purpose,
        given=given,
        document_version=document_version,
        channel=channel,
        evidence=evidence,
        evidence_note=evidence_note,
        approval_number=approval_number,
        recorded_at=at,
        recorded_by=by,
    )
    check_record(consent)
    consent.save(force_insert=True)
    announce("patients.consent", consent.pk, 1)
    publish(ConsentRecorded(patient_id=patient_id, purpose=purpose, given=given, recorded_at=at))
    return consent
