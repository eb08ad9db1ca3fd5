"""Units that left a vial: drawn for the patient, and those of them that were thrown away."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact
from modules.clinic.models.of_session import OfSession, while_writable


class _FromVial(OfSession, Fact):
    product = models.ForeignKey("catalog.Product", on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey("inventory.Lot", on_delete=models.PROTECT, related_name="+")
    units = models.DecimalField(_("Units"), max_digits=10, decimal_places=2)
    recorded_at = models.DateTimeField(_("Recorded at"))
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.units} U"


class VialDraw(_FromVial):
    """Units drawn up for this session."""

    class Meta:
        verbose_name = _("draw from a vial")
        triggers: ClassVar = [while_writable("vial_draw_open")]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(units__gt=0), name="clinic_vial_draw_positive")]


class VialWaste(_FromVial):
    """Units drawn up and thrown away, with the reason."""

    reason = models.CharField(_("Reason"), max_length=120)

    class Meta:
        verbose_name = _("waste from a vial")
        triggers: ClassVar = [while_writable("vial_waste_open")]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(units__gt=0), name="clinic_vial_waste_positive")]
