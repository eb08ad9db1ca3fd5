"""Change who treats and what for, while the session is open."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from erp.kernel.access.models import User
from erp.kernel.documents.refusals import Invalid
from erp.kernel.documents.saving import check_version
from modules.clinic.models import TreatmentSession
from modules.clinic.services.open_session import open_session, tell_screens

CHANGEABLE: Final = frozenset({"title", "practitioner", "therapist"})


def change_session(
    *, session_id: int, by: User | None, at: datetime, version: int | None = None, **values: Any
) -> TreatmentSession:
    """Raises SessionClosed once it is complete, Stale if somebody changed it in the meantime, Invalid for the rest."""
    session = open_session(session_id, by=by, right="clinic.update_treatment_session")
    check_version(session, version)
    for name, value in values.items():
        if name not in CHANGEABLE and getattr(session, name) != value:
            raise Invalid(code="clinic.treatment_session.fixed", field=name)
        if name in CHANGEABLE:
            setattr(session, name, value)
    session.save()
    tell_screens(session)
    return session
