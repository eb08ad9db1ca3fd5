"""An allergy or intolerance, as FHIR's AllergyIntolerance has it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from modules.patients.models.patient import Patient


class Criticality(models.TextChoices):
    LOW = "low", _("Low")
    HIGH = "high", _("High")
    UNKNOWN = "unable_to_assess", _("Not assessed")


class Allergy(Record):
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="allergies")
    substance = models.CharField(_("Substance"), max_length=120)
    criticality = models.CharField(
        _("Criticality"), max_length=20, choices=Criticality.choices, default=Criticality.UNKNOWN
    )
    reaction = models.CharField(_("Reaction"), max_length=200, blank=True)
    noted_on = models.DateField(_("Noted on"), null=True, blank=True)
    is_active = models.BooleanField(_("Active"), default=True)

    class Meta:
        verbose_name = _("allergy")
        verbose_name_plural = _("allergies")
        ordering: ClassVar = ["patient", "-criticality", "substance"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "patient", Lower("substance"), condition=Q(is_active=True), name="patients_allergy_once"
            )
        ]

    def __str__(self) -> str:
        return self.substance
