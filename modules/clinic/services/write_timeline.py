"""Write a line of the patient's history."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.access.models import User
from modules.clinic.models import TimelineEntry, TreatmentSession
from modules.clinic.services.open_session import tell_screens


def write_timeline(
    session: TreatmentSession,
    kind: str,
    *,
    by: User | None,
    at: datetime,
    source: str,
    subject_id: int | None = None,
    summary: str = "",
    has_photo: bool = False,
) -> TimelineEntry:
    """Add the line and tell the screens that look at this session."""
    entry = TimelineEntry.objects.create(
        session=session,
        patient_id=session.patient_id,
        kind=kind,
        happened_at=at,
        source=source,
        subject_id=subject_id,
        summary=summary[:200],
        has_photo=has_photo,
        by=by,
    )
    tell_screens(session)
    return entry
