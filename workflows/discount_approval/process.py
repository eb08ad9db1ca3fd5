"""The request that is decided."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from erp.kernel.flows.models import Process
from modules.sales import public as sales


class DiscountApprovalProcess(Process):
    """One request."""

    request_id = models.BigIntegerField()
    order_id = models.BigIntegerField()
    requested_by_id = models.BigIntegerField()
    outcome = models.CharField(max_length=16, blank=True)

    class Meta:
        verbose_name = gettext_lazy("discount approval")
        verbose_name_plural = gettext_lazy("discount approvals")
        default_permissions = ("add", "change", "delete", "view", "manage")
        indexes = [
            models.Index(fields=["request_id"], name="discount_request"),
            models.Index(fields=["order_id"], name="discount_order"),
        ]

    def facts(self) -> list[tuple[str, str]]:
        """What has to be known to decide: money, and the words of whoever asks. No health data."""
        request = sales.request_card(self.request_id)
        discount = f"{request.percent} %" if request.percent is not None else f"฿{request.amount:,.2f}"
        return [
            (_("Discount"), discount),
            (_("Total before"), f"฿{request.total:,.2f}"),
            (_("Requested by"), request.requested_by),
            (_("Reason"), request.reason),
        ]
