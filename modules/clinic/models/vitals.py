"""Vital signs, as they were measured. A wrong measurement is followed by a right one, never overwritten."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.access.models import User
from erp.kernel.documents.records import Fact


def _between(least: int, most: int) -> list[MinValueValidator | MaxValueValidator]:
    return [MinValueValidator(least), MaxValueValidator(most)]


class Vitals(Fact):
    branch = models.ForeignKey("access.Branch", on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(
        "clinic.TreatmentSession", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField(_("Taken at"))
    taken_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pulse = models.PositiveSmallIntegerField(_("Pulse (/min)"), null=True, blank=True, validators=_between(20, 250))
    systolic = models.PositiveSmallIntegerField(
        _("Systolic (mmHg)"), null=True, blank=True, validators=_between(50, 280)
    )
    diastolic = models.PositiveSmallIntegerField(
        _("Diastolic (mmHg)"), null=True, blank=True, validators=_between(20, 200)
    )
    temperature = models.DecimalField(
        _("Temperature (°C)"), max_digits=4, decimal_places=1, null=True, blank=True, validators=_between(30, 45)
    )
    oxygen = models.PositiveSmallIntegerField(_("SpO₂ (%)"), null=True, blank=True, validators=_between(50, 100))
    weight = models.DecimalField(
        _("Weight (kg)"), max_digits=5, decimal_places=1, null=True, blank=True, validators=_between(1, 400)
    )
    height = models.DecimalField(
        _("Height (cm)"), max_digits=5, decimal_places=1, null=True, blank=True, validators=_between(30, 260)
    )

    class Meta:
        verbose_name = _("vital signs")
        verbose_name_plural = _("vital signs")
        ordering: ClassVar = ["-taken_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["patient", "-taken_at"], name="clinic_vitals_of_patient")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(pulse__isnull=False)
                | Q(systolic__isnull=False)
                | Q(temperature__isnull=False)
                | Q(oxygen__isnull=False)
                | Q(weight__isnull=False)
                | Q(height__isnull=False),
                name="clinic_vitals_not_empty",
                violation_error_message=_("Measure at least one thing."),
            ),
            models.CheckConstraint(
                condition=Q(systolic__isnull=True, diastolic__isnull=True) | Q(systolic__gt=models.F("diastolic")),
                name="clinic_vitals_pressure",
                violation_error_message=_("The systolic pressure is above the diastolic one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taken_at:%Y-%m-%d %H:%M}"

    @property
    def body_mass_index(self) -> Decimal | None:
        """kg/m², where both are known."""
        if not self.weight or not self.height:
            return None
        return (self.weight / (self.height / 100) ** 2).quantize(Decimal("0.1"))

    @classmethod
    def owned_by(cls, user: User) -> Q:
        return Q(session__therapist__user=user) | Q(taken_by=user)
