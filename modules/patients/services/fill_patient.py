"""Put values into a patient: plain ones as they are, secret ones sealed, hashed and masked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from modules.patients.data import MASK, masked_identity, masked_phone, normal_phone
from modules.patients.errors import PhoneNotValid
from modules.patients.models import Patient
from modules.patients.models.secrets import fingerprint, seal

PLAIN: Final = (
    "title", "first_name_th", "last_name_th", "first_name_latin", "last_name_latin", "nickname", "birth_on", "sex",
    "nationality", "identity_kind", "email", "address", "emergency_name", "medication", "allergies_asked_on", "source",
)  # fmt: skip
_DIALLED: Final = re.compile(r"\+?\d{8,15}")


def fill(patient: Patient, values: Mapping[str, Any]) -> None:
    """Set what `values` names. A masked value sent back unchanged means: unchanged."""
    for name in PLAIN:
        if name in values:
            setattr(patient, name, values[name].strip() if isinstance(values[name], str) else values[name])
    if _is_new(values.get("phone")):
        _fill_phone(patient, values["phone"])
    if _is_new(values.get("emergency_phone")):
        digits = _digits(values["emergency_phone"], field="emergency_phone")
        patient.emergency_sealed = seal(digits, row=patient.pk, field="emergency_phone") if digits else None
        patient.emergency_masked = masked_phone(digits)
    if _is_new(values.get("identity")):
        _fill_identity(patient, values["identity"])


def _is_new(value: str | None) -> bool:
    return value is not None and MASK not in value


def _digits(text: str, *, field: str) -> str:
    digits = normal_phone(text)
    if digits and not _DIALLED.fullmatch(digits):
        raise PhoneNotValid(field=field, remedy=_("Write it as 081-555-0101, or with + and the country code."))
    return digits


def _fill_phone(patient: Patient, text: str) -> None:
    digits = _digits(text, field="phone")
    patient.phone_sealed = seal(digits, row=patient.pk, field="phone") if digits else None
    patient.phone_hash = fingerprint(digits, field="phone") if digits else None
    patient.phone_masked = masked_phone(digits)
    patient.phone_last4 = digits[-4:]


def _fill_identity(patient: Patient, text: str) -> None:
    value = re.sub(r"[\s-]", "", text).upper()
    patient.identity_sealed = seal(value, row=patient.pk, field="identity") if value else None
    patient.identity_hash = fingerprint(value, field="identity") if value else None
    patient.identity_masked = masked_identity(value)
