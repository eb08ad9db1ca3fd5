"""The patient: one person, one HN, however many visits."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField
from modules.patients.data import spoken_phone
from modules.patients.models.secrets import unseal


class PatientState(models.TextChoices):
    PROSPECT = "prospect", _("Prospect")
    ACTIVE = "active", _("Active")
    INACTIVE = "inactive", _("Inactive")
    ERASED = "erased", _("Erased")


class Sex(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Not stated")


class IdentityKind(models.TextChoices):
    NATIONAL_ID = "national_id", _("Thai national id")
    PASSPORT = "passport", _("Passport")


class Patient(Record):
    """Phone and identity number exist only sealed, hashed and masked: no column holds them in the clear."""

    hn = models.CharField(_("HN"), max_length=20, unique=True, editable=False)
    title = models.CharField(_("Title"), max_length=30, blank=True)
    first_name_th = models.CharField(_("First name (Thai)"), max_length=100, blank=True)
    last_name_th = models.CharField(_("Last name (Thai)"), max_length=100, blank=True)
    first_name_latin = models.CharField(_("First name (Latin)"), max_length=100, blank=True)
    last_name_latin = models.CharField(_("Last name (Latin)"), max_length=100, blank=True)
    nickname = models.CharField(_("Nickname"), max_length=60, blank=True)
    birth_on = models.DateField(_("Date of birth"), null=True, blank=True)
    sex = models.CharField(_("Sex"), max_length=10, choices=Sex.choices, default=Sex.UNKNOWN)
    nationality = models.CharField(_("Nationality"), max_length=60, blank=True)

    phone_sealed = models.BinaryField(null=True, editable=False)
    phone_hash = models.BinaryField(null=True, editable=False)
    phone_masked = models.CharField(max_length=20, blank=True, editable=False)
    phone_last4 = models.CharField(max_length=4, blank=True, editable=False)
    identity_kind = models.CharField(_("Identity document"), max_length=15, choices=IdentityKind.choices, blank=True)
    identity_sealed = models.BinaryField(null=True, editable=False)
    identity_hash = models.BinaryField(null=True, editable=False)
    identity_masked = models.CharField(max_length=20, blank=True, editable=False)

    email = models.EmailField(_("E-mail"), blank=True)
    address = models.TextField(_("Address"), blank=True)
    emergency_name = models.CharField(_("Emergency contact"), max_length=120, blank=True)
    emergency_sealed = models.BinaryField(null=True, editable=False)
    emergency_masked = models.CharField(max_length=20, blank=True, editable=False)
    medication = models.TextField(_("Current medication"), blank=True)
    allergies_asked_on = models.DateField(_("Asked about allergies on"), null=True, blank=True)
    source = models.CharField(_("How they found us"), max_length=60, blank=True)
    state = StateField(choices=PatientState.choices, default=PatientState.PROSPECT)

    search_text = models.GeneratedField(
        expression=Lower(
            Concat(
                F("hn"), Value(" "), F("first_name_th"), Value(" "), F("last_name_th"), Value(" "),
                F("first_name_latin"), Value(" "), F("last_name_latin"), Value(" "), F("nickname"),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )  # fmt: skip

    class Meta:
        verbose_name = _("patient")
        verbose_name_plural = _("patients")
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="patients_patient_search"),
            models.Index(fields=["phone_hash"], name="patients_patient_phone"),
            models.Index(fields=["phone_last4"], name="patients_patient_last4", condition=~Q(phone_last4="")),
            models.Index(fields=["birth_on"], name="patients_patient_birth"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(first_name_th="") | ~Q(first_name_latin=""),
                name="patients_patient_has_a_name",
                violation_error_message=_("A patient needs a first name, in Thai or in Latin letters."),
            ),
            models.CheckConstraint(
                condition=Q(phone_sealed__isnull=True, phone_hash__isnull=True, phone_last4="")
                | Q(phone_sealed__isnull=False, phone_hash__isnull=False),
                name="patients_patient_phone_whole",
            ),
            models.CheckConstraint(
                condition=Q(identity_sealed__isnull=True, identity_hash__isnull=True)
                | Q(identity_sealed__isnull=False, identity_hash__isnull=False),
                name="patients_patient_identity_whole",
            ),
            models.UniqueConstraint(
                fields=["identity_hash"],
                condition=Q(identity_hash__isnull=False),
                name="patients_patient_identity_once",
                violation_error_message=_("Another patient already has this identity number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hn} {self.name}"

    @property
    def name_th(self) -> str:
        return f"{self.first_name_th} {self.last_name_th}".strip()

    @property
    def name_latin(self) -> str:
        return f"{self.first_name_latin} {self.last_name_latin}".strip()

    @property
    def name(self) -> str:
        """The name in the script it was given in, Thai first."""
        return self.name_th or self.name_latin

    @property
    def phone(self) -> str:
        """The number in the clear. Only the masking field, the reveal and the cards ask for it."""
        return spoken_phone(unseal(self.phone_sealed, row=self.pk, field="phone"))

    @property
    def identity(self) -> str:
        return unseal(self.identity_sealed, row=self.pk, field="identity")

    @property
    def emergency_phone(self) -> str:
        return spoken_phone(unseal(self.emergency_sealed, row=self.pk, field="emergency_phone"))
