"""Search: HN, names in either script, the last four digits. Never a part of a number."""

from __future__ import annotations

import re
from typing import Final

from django.db.models import Q, QuerySet

from modules.patients.models import Patient

SHORTEST: Final = 3  # pg_trgm needs three characters to use its index
_LAST_FOUR: Final = re.compile(r"\d{4}")
_WHOLE_NUMBER: Final = re.compile(r"\+?[\d\s().-]{9,20}")


def is_whole_number(text: str) -> bool:
    """Whether this is a phone number to be looked up, not a piece of one."""
    return bool(_WHOLE_NUMBER.fullmatch(text.strip())) and len(re.sub(r"\D", "", text)) >= 9


def patients_matching(patients: QuerySet[Patient], text: str) -> QuerySet[Patient]:
    """Every word must be found; four digits may also be the end of a phone number."""
    for word in text.lower().split():
        found = Q(search_text__contains=word) if len(word) >= SHORTEST else _starts_with(word)
        if _LAST_FOUR.fullmatch(word):
            found |= Q(phone_last4=word)
        patients = patients.filter(found)
    return patients


def _starts_with(word: str) -> Q:
    return Q(search_text__contains=f" {word}")


def ids_matching(text: str, *, limit: int) -> list[int]:
    """At most `limit` ids, the newest first."""
    return list(patients_matching(Patient.objects.order_by("-id"), text).values_list("pk", flat=True)[:limit])
