"""What a branch's stock of a product is worth: the weighted average."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record


class StockValue(Record):
    """Quantity and value; an issue takes its share of the value, the last unit takes the rest."""

    keeps_history: ClassVar[bool] = False

    product = models.ForeignKey(
        "catalog.Product", verbose_name=_("Product"), on_delete=models.PROTECT, related_name="+"
    )
    branch = models.ForeignKey("access.Branch", verbose_name=_("Branch"), on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(_("Quantity"), max_digits=14, decimal_places=3, default=Decimal(0))
    value = models.DecimalField(_("Value"), max_digits=14, decimal_places=2, default=Decimal(0))

    class Meta:
        verbose_name = _("Stock value")
        verbose_name_plural = _("Stock values")
        ordering = ("branch_id", "product_id")
        constraints = [
            models.UniqueConstraint(fields=["product", "branch"], name="inventory_value_once"),
            models.CheckConstraint(
                condition=models.Q(quantity__gte=0, value__gte=0), name="inventory_value_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0) | models.Q(value=0), name="inventory_value_of_nothing_is_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.value}"
