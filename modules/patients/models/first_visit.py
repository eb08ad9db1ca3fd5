"""The day somebody became a patient of ours in fact: the first treatment completed, or the first order paid."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact
from modules.patients.models.patient import Patient


class FirstVisit(Fact):
    patient = models.OneToOneField(Patient, on_delete=models.PROTECT, related_name="first_visit")
    branch = models.ForeignKey("access.Branch", on_delete=models.PROTECT, related_name="+")
    visited_on = models.DateField()
    source = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("first visit")
        indexes: ClassVar = [models.Index(fields=["branch", "visited_on"], name="patients_first_visit_day")]

    def __str__(self) -> str:
        return f"{self.patient_id} {self.visited_on}"
