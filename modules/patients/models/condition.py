"""A condition that matters to treatment: pregnancy, keloids, an implant, a blood thinner."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from modules.patients.models.patient import Patient


class Condition(Record):
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="conditions")
    name = models.CharField(_("Condition"), max_length=160)
    code = models.CharField(_("ICD-10 code"), max_length=10, blank=True)
    since_on = models.DateField(_("Since"), null=True, blank=True)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    is_active = models.BooleanField(_("Active"), default=True)

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering: ClassVar = ["patient", "name"]

    def __str__(self) -> str:
        return self.name
