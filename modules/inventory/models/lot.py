"""A maker's lot of a product."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField


class LotState(models.TextChoices):
    QUARANTINED = "quarantined", _("Quarantined")
    AVAILABLE = "available", _("Available")
    RECALLED = "recalled", _("Recalled")
    EXPIRED = "expired", _("Expired")
    DEPLETED = "depleted", _("Depleted")


class Lot(Record):
    """What came out of one batch of the maker, with its last day."""

    product = models.ForeignKey(
        "catalog.Product", verbose_name=_("Product"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.CharField(_("Lot number"), max_length=40)
    expires_on = models.DateField(_("Expires on"), null=True, blank=True)
    state = StateField(_("State"), choices=LotState.choices, default=LotState.AVAILABLE)

    class Meta:
        verbose_name = _("Lot")
        verbose_name_plural = _("Lots")
        ordering = ("product_id", "expires_on", "number")
        constraints = [models.UniqueConstraint(fields=["product", "number"], name="inventory_lot_number_once")]

    def __str__(self) -> str:
        return self.number
