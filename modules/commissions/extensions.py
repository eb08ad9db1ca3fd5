"""What commissions contribute to the dashboard."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from erp.kernel.hooks.hook import contributes
from erp.kernel.metrics.hooks import Card
from modules.commissions.selectors.logs import accrued_between


@contributes(Card)
class CommissionsCard(Card):
    """Leads to the statements."""

    code = "commissions"
    title = gettext_lazy("Commissions")
    text = gettext_lazy("What everybody earned, line by line")
    icon = "percent"
    to = "/list/commissions.commission_log"
    right = "commissions.read_commission_log"
    order = 40

    def foot(self, *, branch_ids: Sequence[int], on: date) -> str:
        """This month's accruals."""
        month = accrued_between(branch_ids=list(branch_ids), since=on.replace(day=1), until=on)
        return _("฿%(amount)s accrued this month") % {"amount": f"{sum(month.values(), Decimal('0.00')):,.2f}"}
