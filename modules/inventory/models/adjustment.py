"""Corrections of stock and moves between places: documents of their own, written once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact
from modules.inventory.models.location import Location
from modules.inventory.models.lot import Lot


class StockDocument(Fact):
    """What every correction names."""

    number = models.CharField(_("Number"), max_length=40)
    branch = models.ForeignKey("access.Branch", verbose_name=_("Branch"), on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(
        "catalog.Product", verbose_name=_("Product"), on_delete=models.PROTECT, related_name="+"
    )
    lot = models.ForeignKey(
        Lot, verbose_name=_("Lot"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("Reason"), max_length=200)
    done_on = models.DateField(_("Day"))
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("By"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number


class StockAdjustment(StockDocument):
    """More or less was found than the books say; `change` is what was added (or, negative, taken)."""

    change = models.DecimalField(_("Change"), max_digits=14, decimal_places=3)

    class Meta:
        verbose_name = _("Stock adjustment")
        verbose_name_plural = _("Stock adjustments")
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=~models.Q(change=0), name="inventory_adjustment_changes_something")
        ]


class StockTransfer(StockDocument):
    """Goods carried from one place to another, within a branch or to another branch."""

    origin = models.ForeignKey(Location, verbose_name=_("From"), on_delete=models.PROTECT, related_name="+")
    destination = models.ForeignKey(Location, verbose_name=_("To"), on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(_("Quantity"), max_digits=14, decimal_places=3)

    class Meta:
        verbose_name = _("Stock transfer")
        verbose_name_plural = _("Stock transfers")
        ordering = ("-id",)
        constraints = [models.CheckConstraint(condition=models.Q(quantity__gt=0), name="inventory_transfer_positive")]
