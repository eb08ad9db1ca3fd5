"""The settlement that is decided."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from erp.kernel.flows.models import Process
from modules.commissions import public as commissions


class SettlementApprovalProcess(Process):
    """One settlement."""

    settlement_id = models.BigIntegerField()
    submitted_by_id = models.BigIntegerField()
    outcome = models.CharField(max_length=16, blank=True)

    class Meta:
        verbose_name = gettext_lazy("commission settlement approval")
        verbose_name_plural = gettext_lazy("commission settlement approvals")
        default_permissions = ("add", "change", "delete", "view", "manage")
        indexes = [models.Index(fields=["settlement_id"], name="settlement_approval_of")]

    def facts(self) -> list[tuple[str, str]]:
        """What has to be known to decide: how much, for how many, until when, who asks."""
        settlement = commissions.settlement_card(self.settlement_id)
        return [
            (_("Amount"), f"฿{settlement.amount:,.2f}"),
            (_("People"), str(settlement.people)),
            (_("Until"), settlement.until_on.isoformat()),
            (_("Requested by"), settlement.submitted_by),
        ]
