"""Patients as others may see them."""

from __future__ import annotations

from collections.abc import Iterable

from erp.kernel.access.models import User
from modules.patients.data import AllergyCard, PatientCard
from modules.patients.models import Allergy, Patient
from modules.patients.policies import may_read_phone


def patient_cards(ids: Iterable[int], *, viewer: User | None) -> dict[int, PatientCard]:
    """The cards of `ids`, two statements for any number of them. No viewer, no number."""
    wanted = set(ids)
    clear = may_read_phone(viewer)
    allergies: dict[int, list[AllergyCard]] = {}
    for allergy in Allergy.objects.filter(patient__in=wanted, is_active=True).order_by("criticality", "substance"):
        card = AllergyCard(substance=allergy.substance, criticality=allergy.criticality, reaction=allergy.reaction)
        allergies.setdefault(allergy.patient_id, []).append(card)
    return {
        patient.pk: card_of(patient, allergies=tuple(allergies.get(patient.pk, ())), clear=clear)
        for patient in Patient.objects.filter(pk__in=wanted)
    }


def card_of(patient: Patient, *, allergies: tuple[AllergyCard, ...], clear: bool) -> PatientCard:
    return PatientCard(
        id=patient.pk,
        hn=patient.hn,
        name=patient.name,
        name_th=patient.name_th,
        name_latin=patient.name_latin,
        nickname=patient.nickname,
        birth_on=patient.birth_on,
        sex=patient.sex,
        phone=patient.phone if clear else patient.phone_masked,
        allergies=allergies,
        state=patient.state,
    )
