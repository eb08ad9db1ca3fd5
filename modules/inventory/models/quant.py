"""How much of what is where."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from modules.inventory.models.location import Location
from modules.inventory.models.lot import Lot


class Quant(Record):
    """The stock of a product (and lot) in a store or room: never below zero, and always the sum of its done moves."""

    keeps_history: ClassVar[bool] = False
    branch_path: ClassVar[str] = "location__branch_id"

    location = models.ForeignKey(Location, verbose_name=_("Location"), on_delete=models.PROTECT, related_name="quants")
    product = models.ForeignKey(
        "catalog.Product", verbose_name=_("Product"), on_delete=models.PROTECT, related_name="+"
    )
    lot = models.ForeignKey(
        Lot, verbose_name=_("Lot"), on_delete=models.PROTECT, null=True, blank=True, related_name="quants"
    )
    quantity = models.DecimalField(_("Quantity"), max_digits=14, decimal_places=3)

    class Meta:
        verbose_name = _("Stock")
        verbose_name_plural = _("Stock")
        ordering = ("product_id", "lot_id")
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gte=0), name="inventory_quant_never_below_zero"),
            models.UniqueConstraint(
                fields=["product", "location", "lot"], nulls_distinct=False, name="inventory_quant_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} × {self.quantity}"
