"""Issue stock: lock, decide, write. Five statements for 1, 3 or 20 lines."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from modules.inventory.data import IssueIn, ValuationLine
from modules.inventory.models import LocationKind
from modules.inventory.selectors.issuing import hold_stock, plan_issue
from modules.inventory.services.write_issue import write_issue


def issue(
    *,
    branch_id: int,
    lines: Sequence[IssueIn],
    source: str,
    at: datetime,
    by: Any,
    on: date | None = None,
    to: str = LocationKind.PATIENT,
    reason: str = "",
) -> list[ValuationLine]:
    """Move stock out of the branch's stores, first to expire first.

    The caller holds the transaction and posts the cost. Raises OutOfStock or LotNotUsable.
    """
    if not lines:
        return []
    day = on or localdate(at)
    stock = hold_stock(branch_id, [line.product_id for line in lines])
    plan = plan_issue(stock, lines, on=day)
    write_issue(plan, branch_id=branch_id, source=source, at=at, on=day, by=by, to=to, reason=reason)
    return plan.valuation()
