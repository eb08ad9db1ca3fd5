"""The face of patients: what the other modules may use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from erp.kernel.access.models import User
from modules.patients.data import AllergyCard as AllergyCard
from modules.patients.data import ConsentState, PatientCard
from modules.patients.data import Purpose as Purpose
from modules.patients.selectors import consents, patient_cards, patients_matching
from modules.patients.services.activate_patient import welcome_patient as welcome_patient
from modules.patients.services.note_visit import note_visit as note_visit
from modules.patients.services.record_allergy import record_allergy as record_allergy
from modules.patients.services.record_consent import record_consent as record_consent
from modules.patients.services.register_patient import register


def cards(ids: Iterable[int], viewer: User | None) -> dict[int, PatientCard]:
    """Patients as `viewer` may see them."""
    return patient_cards.patient_cards(ids, viewer=viewer)


def has_consent(patient_id: int, purpose: str, at: datetime) -> bool:
    """Whether the patient's last word on `purpose`, up to `at`, is yes."""
    return consents.has_consent(patient_id, purpose, at)


def consents_of(patient_id: int, at: datetime) -> list[ConsentState]:
    """The patient's last word on every purpose."""
    return consents.consents_of(patient_id, at)


def ids_matching(text: str, *, limit: int = 50) -> list[int]:
    """Patients found by HN, name or last four digits: for searches in the lists of other modules."""
    return patients_matching.ids_matching(text, limit=limit)


def register_patient(*, by: User | None, at: datetime, **values: Any) -> PatientCard:
    """Register a patient: `first_name_th`, `first_name_latin`, `phone`, `birth_on` and the other plain fields."""
    patient = register(values, by=by, at=at)
    return patient_cards.card_of(patient, allergies=(), clear=False)
