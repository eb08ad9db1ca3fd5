"""What a session will be charged for: written by the treatment, paid at the till."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField
from modules.clinic.models.of_session import OfSession


class ChargeState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    BILLABLE = "billable", _("To be paid")
    BILLED = "billed", _("Paid")
    CANCELLED = "cancelled", _("Cancelled")


class ChargeSource(models.TextChoices):
    TREATMENT = "treatment", _("Treatment")
    CHART = "chart", _("Face chart")


class ChargeItem(OfSession, Record):
    """`stock_issued`: the goods left at the signature, so the till moves nothing. `cover`: a course pays for it."""

    product = models.ForeignKey("catalog.Product", on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(_("Quantity"), max_digits=10, decimal_places=2)
    unit_price = models.DecimalField(_("Price"), max_digits=12, decimal_places=2)
    lot = models.ForeignKey("inventory.Lot", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=12, choices=ChargeSource.choices, default=ChargeSource.TREATMENT)
    stock_issued = models.BooleanField(default=False)
    performed_by = models.ForeignKey("access.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cover = models.CharField(max_length=60, blank=True)
    cover_label = models.CharField(max_length=160, blank=True)
    cover_value = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    billed_by = models.CharField(max_length=60, blank=True)
    state = StateField(choices=ChargeState.choices, default=ChargeState.PLANNED)

    class Meta:
        verbose_name = _("charge")
        verbose_name_plural = _("charges")
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["session"], name="clinic_charge_of_session")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="clinic_charge_quantity_positive"),
            models.CheckConstraint(condition=Q(unit_price__gte=0), name="clinic_charge_price_not_negative"),
            models.CheckConstraint(
                condition=Q(cover="", cover_value__isnull=True) | (~Q(cover="") & Q(cover_value__isnull=False)),
                name="clinic_charge_cover_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} × {self.quantity}"
