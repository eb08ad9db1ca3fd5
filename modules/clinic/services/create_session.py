"""Open a treatment session."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from erp.kernel.access.models import Branch, Staff, User
from erp.kernel.documents.refusals import Invalid, NotNow
from erp.kernel.machines.gate import born
from erp.kernel.sequences.numbers import take_number
from modules.appointments import public as appointments
from modules.clinic.errors import WrongPatient
from modules.clinic.models import TreatmentSession
from modules.clinic.models.treatment_session import GONE
from modules.clinic.services.add_charge import add_planned_charge


def create_session(
    *,
    patient_id: int,
    by: User | None,
    at: datetime,
    appointment_id: int | None = None,
    practitioner_id: int | None = None,
    therapist_id: int | None = None,
    branch_id: int | None = None,
    title: str = "",
) -> TreatmentSession:
    """Plan a session, from an appointment or without one; the treatment that was booked is its first charge.

    Raises WrongPatient, NotNow if the appointment has a session already, Invalid if nobody is named to treat.
    """
    booked = appointments.appointment_cards([appointment_id])[appointment_id] if appointment_id else None
    if booked is not None and booked.patient_id != patient_id:
        raise WrongPatient(field="appointment")
    existing = _standing(appointment_id) if appointment_id else None
    if existing is not None:
        raise NotNow(
            code="clinic.treatment_session.exists",
            remedy=_("Open the session of this appointment."),
            session=existing.pk,
        )
    practitioner = _practitioner(practitioner_id or (booked.practitioner_id if booked else None), by)
    session = TreatmentSession(
        branch_id=branch_id or (booked.branch_id if booked else practitioner.branch_id),
        patient_id=patient_id,
        appointment_id=appointment_id,
        practitioner=practitioner,
        therapist_id=therapist_id,
        title=title or (booked.title if booked else ""),
    )
    branch = Branch.objects.get(pk=session.branch_id)
    session.number = take_number("TS", branch=branch, on=timezone.localdate(at))
    born(session, by=by, at=at)
    if booked is not None and booked.product_id is not None:
        add_planned_charge(session, product_id=booked.product_id, at=at)
    return session


def _standing(appointment_id: int) -> TreatmentSession | None:
    return TreatmentSession.objects.filter(appointment=appointment_id).exclude(state__in=GONE).first()


def _practitioner(staff_id: int | None, by: User | None) -> Staff:
    """Who treats: the one named, or the person at the keyboard."""
    staff = (
        Staff.objects.filter(pk=staff_id) if staff_id else Staff.objects.filter(user=by) if by else Staff.objects.none()
    )
    found = staff.first()
    if found is None:
        raise Invalid(_("Say who treats."), field="practitioner", code="clinic.treatment_session.no_practitioner")
    return found
