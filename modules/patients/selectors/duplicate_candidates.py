"""Who at the desk may already be on file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat, Greatest

from erp.kernel.access.models import User
from modules.patients.data import Candidate
from modules.patients.models import Patient
from modules.patients.models.patient import PatientState
from modules.patients.selectors.patient_cards import patient_cards

MOST: Final = 5
ALIKE: Final = 0.45
SCORES: Final = {"phone": 0.6, "birth_on": 0.3, "name": 0.4}


def duplicate_candidates(
    *, names: Iterable[str], same_phone: Iterable[int], birth_on: date | None, viewer: User | None
) -> list[Candidate]:
    """The likeliest first: the same number, a like name, the same birthday. A birthday alone is no reason."""
    reasons: dict[int, set[str]] = {
        pk: {"phone"} for pk in _on_file().filter(pk__in=set(same_phone)).values_list("pk", flat=True)
    }
    for name in {name.strip() for name in names if len(name.strip()) > 1}:
        for pk in _like(name):
            reasons.setdefault(pk, set()).add("name")
    if birth_on is not None and reasons:
        for pk in _on_file().filter(pk__in=reasons, birth_on=birth_on).values_list("pk", flat=True):
            reasons[pk].add("birth_on")
    ranked = sorted(reasons, key=lambda pk: (-_score(reasons[pk]), pk))[:MOST]
    cards = patient_cards(ranked, viewer=viewer)
    return [
        Candidate(card=cards[pk], reasons=tuple(sorted(reasons[pk])), score=round(_score(reasons[pk]), 2))
        for pk in ranked
    ]


def _score(reasons: set[str]) -> float:
    return min(1.0, sum(SCORES[reason] for reason in reasons))


def _on_file() -> QuerySet[Patient]:
    return Patient.objects.exclude(state=PatientState.ERASED)


def _like(name: str) -> list[int]:
    first, _space, last = name.partition(" ")
    narrowed = _on_file().filter(search_text__contains=(last or first)[:3].lower())
    full_th = _full("first_name_th", "last_name_th")
    full_latin = _full("first_name_latin", "last_name_latin")
    alike = narrowed.annotate(
        alike=Greatest(TrigramSimilarity(full_th, name), TrigramSimilarity(full_latin, name))
    ).filter(alike__gte=ALIKE)
    return list(alike.order_by("-alike", "pk").values_list("pk", flat=True)[: MOST * 2])


def _full(first: str, last: str) -> Concat:
    return Concat(F(first), Value(" "), F(last))
