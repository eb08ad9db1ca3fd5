"""What crosses the border: people as others may see them, and the few words they share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from erp.kernel.rest.masks import HIDDEN, mask_phone, mask_tail

MASK: Final = HIDDEN * 3


class Purpose:
    """Why a person's data may be used. Each is asked for, given and withdrawn on its own."""

    TREATMENT: Final = "treatment"
    PHOTO_RECORD: Final = "photo_record"
    TEACHING: Final = "teaching"
    ADVERTISING: Final = "advertising"
    MARKETING: Final = "marketing"


@dataclass(frozen=True, kw_only=True)
class AllergyCard:
    """One allergy, as the banner shows it."""

    substance: str
    criticality: str
    reaction: str


@dataclass(frozen=True, kw_only=True)
class PatientCard:
    """A patient as one viewer may see them: the phone is already masked for that viewer."""

    id: int
    hn: str
    name: str
    name_th: str
    name_latin: str
    nickname: str
    birth_on: date | None
    sex: str
    phone: str
    allergies: tuple[AllergyCard, ...]
    state: str


@dataclass(frozen=True, kw_only=True)
class ConsentState:
    """The last word of a patient on one purpose."""

    purpose: str
    given: bool
    version: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A patient who may be the person at the desk, and why we think so."""

    card: PatientCard
    reasons: tuple[str, ...]
    score: float


def normal_phone(text: str) -> str:
    """Digits as Thailand dials them: `+66 81-555 0101` and `0815550101` are one number."""
    cleaned = re.sub(r"[^\d+]", "", text)
    if cleaned.startswith("+66"):
        return "0" + cleaned[3:].lstrip("0")
    return cleaned


def spoken_phone(digits: str) -> str:
    """The number as people write it: 081-555-0101, 02-123-4567, anything else as it is."""
    if re.fullmatch(r"0[689]\d{8}", digits):
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    if re.fullmatch(r"0\d{8}", digits):
        return f"{digits[:2]}-{digits[2:5]}-{digits[5:]}"
    return digits


def masked_phone(digits: str) -> str:
    """The number as those see it who may not read it: 081-XXX-0101."""
    return mask_phone(spoken_phone(digits))


def masked_identity(text: str) -> str:
    """An identity number: only its last four characters."""
    return mask_tail(text)
