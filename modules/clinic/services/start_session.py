"""Begin, or call off, a treatment."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.access.models import User
from erp.kernel.events.publish import publish
from erp.kernel.machines.gate import fire
from modules.appointments import public as appointments
from modules.clinic.events import TreatmentCancelled, TreatmentStarted
from modules.clinic.models import ChargeItem, TreatmentSession
from modules.clinic.models.charge_item import ChargeState
from modules.clinic.models.timeline_entry import EntryKind
from modules.clinic.services.open_session import locked_session, tell_screens
from modules.clinic.services.write_timeline import write_timeline


def start_session(*, session_id: int, by: User | None, at: datetime) -> TreatmentSession:
    """Raises NotNow unless the session is planned. The appointment goes into the room with it."""
    session = locked_session(session_id)
    fire(session, "start", by=by, at=at)
    if session.appointment_id is not None:
        appointments.treatment_began(appointment_id=session.appointment_id, at=at)
    write_timeline(session, EntryKind.STARTED, by=by, at=at, source="session", summary=session.title)
    publish(
        TreatmentStarted(
            session_id=session.pk,
            patient_id=session.patient_id,
            branch_id=session.branch_id,
            appointment_id=session.appointment_id,
            started_at=at,
        )
    )
    return session


def cancel_session(*, session_id: int, by: User | None, at: datetime, reason: str = "") -> TreatmentSession:
    """Call a session off before it is complete; its planned charges go with it."""
    session = locked_session(session_id)
    fire(session, "cancel", by=by, at=at, reason=reason)
    for charge in ChargeItem.objects.filter(session=session, state=ChargeState.PLANNED):
        fire(charge, "cancel", by=None, at=at)
    tell_screens(session)
    publish(
        TreatmentCancelled(
            session_id=session.pk,
            patient_id=session.patient_id,
            branch_id=session.branch_id,
            appointment_id=session.appointment_id,
            cancelled_at=at,
        )
    )
    return session
