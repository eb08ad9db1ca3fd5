"""Find a caller by the whole number, a limited number of times."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from modules.patients.data import normal_phone
from modules.patients.errors import TooManyLookups
from modules.patients.models import Patient, PhoneLookup
from modules.patients.models.secrets import fingerprint

MOST: Final = 30
WITHIN: Final = timedelta(minutes=10)


def look_up_phone(*, phone: str, by: User | None, at: datetime) -> list[int]:
    """Ids of the patients with exactly this number. Raises TooManyLookups after thirty in ten minutes.

    A mask that hides three digits leaves a thousand candidates: the limit keeps anybody from trying them all.
    """
    if PhoneLookup.objects.filter(user=by, looked_at__gt=at - WITHIN).count() >= MOST:
        raise TooManyLookups(remedy=_("Search by HN, name or the last four digits, or wait ten minutes."))
    digits = normal_phone(phone)
    found = list(
        Patient.objects.filter(phone_hash=fingerprint(digits, field="phone"))
        .order_by("id")
        .values_list("id", flat=True)
    )
    PhoneLookup.objects.create(user=by, looked_at=at, found=bool(found))
    return found
