"""The usage list: what a treatment consumes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from modules.catalog.models.product import Product


class UsageItem(Record):
    """One supply of a treatment, in units of the supply."""

    application_may = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})

    treatment = models.ForeignKey(Product, verbose_name=_("Treatment"), on_delete=models.PROTECT, related_name="usage")
    supply = models.ForeignKey(Product, verbose_name=_("Supply"), on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(_("Quantity"), max_digits=12, decimal_places=3)

    class Meta:
        verbose_name = _("Usage")
        verbose_name_plural = _("Usage list")
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="catalog_usage_positive"),
            models.UniqueConstraint(fields=["treatment", "supply"], name="catalog_usage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.supply} × {self.quantity}"
