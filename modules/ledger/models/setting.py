"""How this house keeps its books: one row."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record

ONLY = 1


class LedgerSetting(Record):
    """The ledger's settings. Where the row is missing the database asks approval for every entry by hand."""

    approval_from = models.DecimalField(
        _("Approval from"),
        max_digits=14,
        decimal_places=2,
        default=Decimal("50000.00"),
        help_text=_("Entries by hand of this amount or more are posted by somebody else than their writer."),
    )
    locked_until = models.DateField(
        _("Locked up to"),
        null=True,
        blank=True,
        help_text=_("Nothing is posted on this day or before it."),
    )

    class Meta:
        verbose_name = _("Ledger settings")
        verbose_name_plural = _("Ledger settings")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=ONLY), name="ledger_setting_only_one"),
            models.CheckConstraint(condition=models.Q(approval_from__gte=0), name="ledger_setting_amount"),
        ]

    def __str__(self) -> str:
        return _now("Ledger settings")
