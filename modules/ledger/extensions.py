"""What the ledger contributes to the dashboard."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from erp.kernel.hooks.hook import contributes
from erp.kernel.metrics.hooks import Daily, Metric, Span
from modules.ledger import public


@contributes(Metric)
class Revenue(Metric):
    """Total revenue: what the revenue accounts say, so net of VAT, and courses when redeemed."""

    code = public.REVENUE
    title = _("Total revenue")
    definition = _("Net of VAT, by business day, from the revenue accounts; course sales count when redeemed")
    unit = "money"
    right = "ledger.read_report"
    rows = "/list/ledger.journal_line"
    dated = False
    icon = "banknote"
    order = 10

    def rows_where(self, *, branch_ids: Sequence[int], span: Span) -> dict[str, Any]:
        """Posted lines on revenue accounts; the figure is their credits less their debits."""
        return {
            "account.type": {"eq": "revenue"},
            "entry.state": {"eq": "posted"},
            "entry.journal.code": {"ne": "closing"},
            "entry.entry_on": {"gte": span.since.isoformat(), "lte": span.until.isoformat()},
            "branch": {"in": list(branch_ids)},
        }

    def daily(self, *, branch_ids: Sequence[int], span: Span) -> Daily:
        """By branch and business day."""
        return public.revenue_by_day(branch_ids, from_on=span.since, to_on=span.until)

    def proof(self, *, branch_ids: Sequence[int], span: Span) -> Decimal | None:
        """The revenue accounts of the trial balance, branch by branch."""
        return public.revenue_of_books(branch_ids, from_on=span.since, to_on=span.until)
