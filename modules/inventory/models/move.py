"""Stock moves: every change of stock has two ends."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField
from modules.inventory.models.location import Location
from modules.inventory.models.lot import Lot


class MoveState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    RESERVED = "reserved", _("Reserved")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class StockMove(Record):
    """So many units of a product from one place to another, because of `source`. Done moves never change."""

    keeps_history: ClassVar[bool] = False
    branch_path: ClassVar[str] = "branch_id"

    branch = models.ForeignKey("access.Branch", verbose_name=_("Branch"), on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(
        "catalog.Product", verbose_name=_("Product"), on_delete=models.PROTECT, related_name="+"
    )
    lot = models.ForeignKey(
        Lot, verbose_name=_("Lot"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    origin = models.ForeignKey(Location, verbose_name=_("From"), on_delete=models.PROTECT, related_name="+")
    destination = models.ForeignKey(Location, verbose_name=_("To"), on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(_("Quantity"), max_digits=14, decimal_places=3)
    cost = models.DecimalField(_("Cost"), max_digits=14, decimal_places=2, default=0)
    source = models.CharField(_("Source"), max_length=80)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    moved_at = models.DateTimeField(_("Moved at"))
    moved_on = models.DateField(_("Day"))
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Moved by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    state = StateField(_("State"), choices=MoveState.choices, default=MoveState.DRAFT)

    class Meta:
        verbose_name = _("Stock move")
        verbose_name_plural = _("Stock moves")
        ordering = ("-moved_at", "-id")
        indexes = [
            models.Index(fields=["source"], name="inventory_move_source"),
            models.Index(fields=["product", "lot"], name="inventory_move_product"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="inventory_move_positive"),
            models.CheckConstraint(condition=models.Q(cost__gte=0), name="inventory_move_cost_not_negative"),
            models.CheckConstraint(
                condition=~models.Q(origin=models.F("destination")), name="inventory_move_goes_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} × {self.quantity}"
