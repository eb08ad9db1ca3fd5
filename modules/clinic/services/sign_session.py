"""Sign a session: the record is closed, the goods have left, the charges can be paid. One transaction."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.events.publish import publish
from erp.kernel.machines.gate import current, fire
from modules.appointments import public as appointments
from modules.clinic.errors import TreatmentConsentMissing
from modules.clinic.events import TreatmentSigned
from modules.clinic.models import TreatmentSession
from modules.clinic.models.timeline_entry import EntryKind
from modules.clinic.selectors.charges import planned_charges
from modules.clinic.selectors.vial_accounts import charted_units
from modules.clinic.services.cover_charges import cover_charges
from modules.clinic.services.issue_supplies import issue_supplies
from modules.clinic.services.open_session import locked_session
from modules.clinic.services.step_care_plans import step_care_plans
from modules.clinic.services.write_charges import write_charges
from modules.clinic.services.write_timeline import write_timeline
from modules.patients import public as patients


def sign_session(*, session_id: int, by: User | None, at: datetime) -> TreatmentSession:
    """The caller holds the transaction.

    Raises NotNow unless the session is complete, NotAllowed, TreatmentConsentMissing, OutOfStock naming the lot.
    """
    session = locked_session(session_id)
    fire(session, "sign", by=by, at=at, signed_by=by)
    if not patients.has_consent(session.patient_id, patients.Purpose.TREATMENT, at):
        raise TreatmentConsentMissing(
            remedy=_("Record the patient's consent to treatment, then sign."), current=current(session, None)
        )
    planned, charted = planned_charges(session.pk), charted_units(session.pk)
    issued = issue_supplies(session, planned, charted, by=by, at=at)
    write_charges(session, planned, charted, issued, at=at)
    cover_charges(session, by=by, at=at)
    step_care_plans(session, at=at)
    if session.appointment_id is not None:
        appointments.treatment_ended(appointment_id=session.appointment_id, at=at)
    write_timeline(session, EntryKind.SIGNED, by=by, at=at, source="session", summary=session.title)
    publish(
        TreatmentSigned(
            session_id=session.pk,
            patient_id=session.patient_id,
            branch_id=session.branch_id,
            practitioner_staff_id=session.practitioner_id,
            appointment_id=session.appointment_id,
            signed_at=at,
        )
    )
    return session
