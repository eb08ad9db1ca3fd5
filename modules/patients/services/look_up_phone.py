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
from modules.patients.policies import may_read_phone

MOST: Final = 30
WITHIN: Final = timedelta(minutes=10)


def look_up_phone(*, phone: str, by: User | None, at: datetime) -> list[int]:
    """Ids of the patients with exactly this number. Raises TooManyLookups after thirty numbers in ten minutes.

    A mask that hides three digits leaves a thousand candidates: the limit keeps anybody from trying them all. The same
    number again is not another one, and whoever reads numbers in full needs no limit.
    """
    wanted = fingerprint(normal_phone(phone), field="phone")
    recent = PhoneLookup.objects.filter(user=by, looked_at__gt=at - WITHIN).exclude(phone_hash=wanted)
    if not may_read_phone(by) and recent.values("phone_hash").distinct().count() >= MOST:
        raise TooManyLookups(remedy=_("Search by HN, name or the last four digits, or wait ten minutes."))
    found = list(Patient.objects.filter(phone_hash=wanted).order_by("id").values_list("id", flat=True))
    PhoneLookup.objects.create(user=by, phone_hash=wanted, looked_at=at, found=bool(found))
    return found
