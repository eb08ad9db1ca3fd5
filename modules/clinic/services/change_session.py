"""Change who treats and what for, while the session is open."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.access.models import User
from erp.kernel.documents.saving import check_version
from modules.clinic.models import TreatmentSession
from modules.clinic.services.open_session import open_session


def change_session(
    *,
    session_id: int,
    by: User | None,
    at: datetime,
    version: int | None = None,
    title: str | None = None,
    therapist_id: int | None = None,
    practitioner_id: int | None = None,
) -> TreatmentSession:
    """Raises SessionClosed once it is complete, Stale if somebody changed it in the meantime."""
    session = open_session(session_id, by=by, right="clinic.update_treatment_session")
    check_version(session, version)
    session.title = session.title if title is None else title
    session.therapist_id = therapist_id or session.therapist_id
    session.practitioner_id = practitioner_id or session.practitioner_id
    session.save()
    return session
