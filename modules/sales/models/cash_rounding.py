"""In which steps a branch takes and gives cash. Coins below 0.25 are hardly seen; the satang of a bill remain."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record

STEPS = [(Decimal("0.00"), _("Not rounded")), (Decimal("0.25"), "0.25"), (Decimal("1.00"), "1.00")]


class CashRounding(Record):
    """The setting of one branch; a branch without one does not round."""

    branch = models.OneToOneField("access.Branch", verbose_name=_("Branch"), on_delete=models.PROTECT, related_name="+")
    step = models.DecimalField(
        _("Cash in steps of"), max_digits=4, decimal_places=2, choices=STEPS, default=Decimal("0.00")
    )

    class Meta:
        verbose_name = _("Cash rounding")
        verbose_name_plural = _("Cash rounding")
        constraints = [
            models.CheckConstraint(
                condition=Q(step__in=[Decimal("0.00"), Decimal("0.25"), Decimal("1.00")]),
                name="sales_cash_rounding_step_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch} {self.step}"
