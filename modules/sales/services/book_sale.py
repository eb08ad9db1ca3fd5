"""What every paid bill writes, at the till or printed without the server: its tenders and its entry."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from erp.kernel.bulk.inserts import insert_rows
from modules.inventory import public as inventory
from modules.ledger import public as ledger
from modules.sales.models import Order, Tender
from modules.sales.selectors.posting import digest_of, sale_lines
from modules.sales.selectors.pricing import Priced
from modules.sales.selectors.tenders import Taken


def write_tenders(order: Order, payment: Sequence[Taken]) -> None:
    """The payments of a bill, in one statement."""
    insert_rows(
        Tender,
        ("order_id", "kind", "amount", "tendered", "reference", "customer_id", "due_on"),
        [
            (order.pk, each.kind, each.amount, each.tendered, each.reference, each.customer, each.due_on)
            for each in payment
        ],
    )


def post_sale(
    order: Order,
    priced: Priced,
    payment: Sequence[Taken],
    valuation: Sequence[inventory.ValuationLine],
    *,
    revenue_roles: Mapping[str, str],
    by: Any,
    at: datetime,
) -> None:
    """The entry of a bill; none for 0.00 that moved nothing."""
    assert order.business_on is not None
    lines = sale_lines(priced, payment, valuation, accounts=ledger.accounts_by_role(), revenue_roles=revenue_roles)
    if lines:
        ledger.post_entry(
            source=order.reference,
            source_number=order.number,
            source_digest=digest_of(order.number, priced, payment),
            journal="sales",
            on=order.business_on,
            branch_id=order.branch_id,
            lines=lines,
            by=by,
            at=at,
        )
