"""What the law takes from a line of a bill."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record


class TaxCode(Record):
    """A rate of value added tax, or its absence. Exempt is not zero: an exempt line is on no tax invoice."""

    code = models.CharField(_("Code"), max_length=16, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    name_th = models.CharField(_("Name in Thai"), max_length=80, blank=True)
    rate = models.DecimalField(_("Rate, percent"), max_digits=5, decimal_places=2)
    is_exempt = models.BooleanField(_("Exempt"), default=False)
    is_active = models.BooleanField(_("Active"), default=True)

    class Meta:
        verbose_name = _("Tax code")
        verbose_name_plural = _("Tax codes")
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(condition=models.Q(rate__gte=0, rate__lt=100), name="ledger_tax_rate_sane"),
            models.CheckConstraint(
                condition=models.Q(is_exempt=False) | models.Q(rate=0), name="ledger_tax_exempt_has_no_rate"
            ),
        ]

    def __str__(self) -> str:
        return self.code
