"""When to order again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record


class ReorderPoint(Record):
    """Below `minimum` a branch should order up to `target`."""

    product = models.ForeignKey(
        "catalog.Product", verbose_name=_("Product"), on_delete=models.PROTECT, related_name="+"
    )
    branch = models.ForeignKey("access.Branch", verbose_name=_("Branch"), on_delete=models.PROTECT, related_name="+")
    minimum = models.DecimalField(_("Minimum"), max_digits=12, decimal_places=3)
    target = models.DecimalField(_("Order up to"), max_digits=12, decimal_places=3)

    class Meta:
        verbose_name = _("Reorder point")
        verbose_name_plural = _("Reorder points")
        ordering = ("branch_id", "product_id")
        constraints = [
            models.UniqueConstraint(fields=["product", "branch"], name="inventory_reorder_once"),
            models.CheckConstraint(
                condition=models.Q(minimum__gte=0, target__gte=models.F("minimum")), name="inventory_reorder_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} ≥ {self.minimum}"
