"""Bills on account that are not paid in full: one statement for any number, on any day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

ZERO = Decimal("0.00")

# What was sold on account up to a day, less what came back and what was collected up to that day.
ITEMS = """
SELECT o.id, o.number, o.branch_id, t.customer_id, c.name, o.business_on, t.due_on, t.amount,
       t.amount
       - coalesce((SELECT sum(b.amount) FROM sales_refundtender b JOIN sales_refund r ON r.id = b.refund_id
                    WHERE r.order_id = o.id AND r.state = 'paid' AND b.kind = 'on_account'
                      AND (%(as_of)s::date IS NULL OR r.business_on <= %(as_of)s::date)), 0)
       - coalesce((SELECT sum(l.amount) FROM sales_collectionline l JOIN sales_remittance m ON m.id = l.remittance_id
                    WHERE l.order_id = o.id AND (%(as_of)s::date IS NULL OR m.business_on <= %(as_of)s::date)), 0)
       AS open
  FROM sales_tender t
  JOIN sales_order o ON o.id = t.order_id AND o.state <> 'voided'
  JOIN sales_customer c ON c.id = t.customer_id
 WHERE t.kind = 'on_account'
   AND (%(customer)s::bigint IS NULL OR t.customer_id = %(customer)s::bigint)
   AND (%(orders)s::bigint[] IS NULL OR o.id = ANY(%(orders)s::bigint[]))
   AND (%(branch)s::bigint IS NULL OR o.branch_id = %(branch)s::bigint)
   AND (%(as_of)s::date IS NULL OR o.business_on <= %(as_of)s::date)
"""


@dataclass(frozen=True, slots=True)
class OpenBill:
    """A bill on account with what of it is open."""

    order_id: int
    number: str
    branch_id: int
    customer_id: int
    customer: str
    business_on: date
    due_on: date
    amount: Decimal
    open: Decimal


def open_bills(
    *,
    customer_id: int | None = None,
    branch_id: int | None = None,
    as_of: date | None = None,
    orders: Sequence[int] | None = None,
) -> list[OpenBill]:
    """Bills with something open, the oldest due first."""
    wanted = None if orders is None else list(orders)
    values = {"customer": customer_id, "branch": branch_id, "as_of": as_of, "orders": wanted}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({ITEMS}) items WHERE open <> 0 ORDER BY due_on, id",
            values,
        )
        return [OpenBill(*row) for row in cursor.fetchall()]


def open_in_all(*, customer_id: int | None = None, branch_id: int | None = None, as_of: date | None = None) -> Decimal:
    """What is open together."""
    found = open_bills(customer_id=customer_id, branch_id=branch_id, as_of=as_of)
    return sum((bill.open for bill in found), ZERO)


def open_by_customer() -> dict[int, Decimal]:
    """What each company owes; who owes nothing is left out."""
    found: dict[int, Decimal] = {}
    for bill in open_bills():
        found[bill.customer_id] = found.get(bill.customer_id, ZERO) + bill.open
    return found


def open_of(order_id: int) -> Decimal | None:
    """What is open of one bill; None when nothing of it was sold on account."""
    with connection.cursor() as cursor:
        cursor.execute(ITEMS, {"customer": None, "branch": None, "as_of": None, "orders": [order_id]})
        row = cursor.fetchone()
    return None if row is None else Decimal(row[8])
