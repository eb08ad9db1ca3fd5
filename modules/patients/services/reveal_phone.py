"""Show one masked number to one person, who says why."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from modules.patients.errors import NoPhone, TooManyLookups
from modules.patients.models import Patient, PhoneReveal

MOST: Final = 20
WITHIN: Final = timedelta(hours=1)


def reveal_phone(*, patient_id: int, reason: str, by: User, at: datetime) -> str:
    """The number in the clear, and a row that says who saw it and why.

    Raises NoPhone if there is none, TooManyLookups after twenty in an hour.
    """
    patient = Patient.objects.get(pk=patient_id)
    if not patient.phone_masked:
        raise NoPhone()
    if PhoneReveal.objects.filter(user=by, revealed_at__gt=at - WITHIN).count() >= MOST:
        raise TooManyLookups(remedy=_("Wait an hour, or ask a manager."))
    PhoneReveal.objects.create(patient=patient, user=by, reason=reason, revealed_at=at)
    return patient.phone
