"""The refund that is decided."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from erp.kernel.flows.models import Process
from modules.sales import public as sales


class RefundApprovalProcess(Process):
    """One refund."""

    refund_id = models.BigIntegerField()
    order_id = models.BigIntegerField()
    requested_by_id = models.BigIntegerField()
    outcome = models.CharField(max_length=16, blank=True)

    class Meta:
        verbose_name = gettext_lazy("refund approval")
        verbose_name_plural = gettext_lazy("refund approvals")
        default_permissions = ("add", "change", "delete", "view", "manage")
        indexes = [models.Index(fields=["refund_id"], name="refund_approval_refund")]

    def facts(self) -> list[tuple[str, str]]:
        """What has to be known to decide: money, and the words of whoever asks. No health data."""
        refund = sales.refund_card(self.refund_id)
        return [
            (_("Refund"), f"฿{refund.total:,.2f}"),
            (_("Of the bill"), f"{refund.number}, ฿{refund.order_total:,.2f}"),
            (_("Requested by"), refund.requested_by),
            (_("Reason"), refund.reason),
        ]
