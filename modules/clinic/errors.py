"""Refusals of this module."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Invalid, NotNow, Stale


class TreatmentConsentMissing(NotNow):
    code = "clinic.treatment_session.needs_treatment_consent"
    title = _("The patient has not consented to treatment")


class PhotoConsentMissing(NotNow):
    code = "clinic.photo.needs_photo_consent"
    title = _("The patient has not consented to photos for the record")


class SessionClosed(NotNow):
    code = "clinic.treatment_session.closed"
    title = _("This session is closed; only addenda can be written")


class VialsDoNotBalance(NotNow):
    """Units are missing or too many: the refusal names the vial."""

    code = "clinic.treatment_session.vials_do_not_balance"
    title = _("A vial does not balance")


class ChartNotValid(Invalid):
    code = "clinic.face_chart.not_valid"
    title = _("The face chart holds something that cannot be")


class ChartStale(Stale):
    code = "clinic.face_chart.stale"
    title = _("Somebody saved this chart in the meantime")


class WrongPatient(Invalid):
    code = "clinic.treatment_session.wrong_patient"
    title = _("The appointment is another patient's")


class UploadNotKnown(Invalid):
    """The upload id was not given by us, or not for this."""

    code = "clinic.photo.upload_not_known"
    title = _("There is no such upload")


class ChargesBilled(NotNow):
    code = "clinic.charge_item.billed"
    title = _("The visit is paid already")
