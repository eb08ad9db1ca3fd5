"""Find a session to work on, locked, and refuse where its record is closed."""

from __future__ import annotations

from collections.abc import Collection

from erp.kernel.access.models import User
from erp.kernel.access.rights import require
from erp.kernel.documents.refusals import Missing
from erp.kernel.machines.gate import current
from erp.kernel.realtime.announce import announce
from modules.clinic.errors import SessionClosed
from modules.clinic.models import TreatmentSession
from modules.clinic.models.treatment_session import WRITABLE


def locked_session(session_id: int) -> TreatmentSession:
    """The session under a row lock. Raises Missing."""
    session = TreatmentSession.objects.select_for_update(of=("self",)).filter(pk=session_id).first()
    if session is None:
        raise Missing()
    return session


def open_session(
    session_id: int, *, by: User | None, right: str, states: Collection[str] = WRITABLE
) -> TreatmentSession:
    """A locked session that may still be written to, by this person. Raises Missing, NotAllowed or SessionClosed."""
    session = locked_session(session_id)
    require(by, right, session)
    if session.state not in states:
        raise SessionClosed(current=current(session, by))
    return session


def tell_screens(session: TreatmentSession) -> None:
    """Something of this session changed: whoever looks at it fetches it again."""
    announce("clinic.treatment_session", session.pk, session.version, branch_id=session.branch_id)
