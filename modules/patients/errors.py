"""Refusals of this module, each with a code that never changes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Invalid, NotNow, Refusal


class PhoneNotValid(Invalid):
    code = "patients.patient.phone_not_valid"
    title = _("This is not a phone number")


class NoPhone(NotNow):
    code = "patients.patient.reveal_phone"
    title = _("No phone number is on file")


class TooManyLookups(Refusal):
    code = "patients.patient.too_many_lookups"
    status = 429
    title = _("Too many look-ups of phone numbers")
