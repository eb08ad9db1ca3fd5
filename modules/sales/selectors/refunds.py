"""Refunds as they are stored: for paying out, for the books, for the inbox and for listeners."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from erp.kernel.documents.refusals import Missing
from modules.sales.data import RefundCard, RefundedLine, SoldLine, TaxPart
from modules.sales.models import Refund, RefundLine, RefundState
from modules.sales.selectors.sold import paid_lines

ZERO = Decimal("0.00")

# What each line gave back, and what refunds paid before had given back of it. Which was before: the log of transitions
# says it, since it is written under the bill's lock; the hour is the one at which somebody asked.
REFUNDED = """
SELECT mine.line_id, o.title, p.name, coalesce(sold.net, 0), coalesce(before.net, 0), coalesce(now.net, 0)
  FROM sales_refund r
  JOIN machines_transitionlog paid ON (paid.noun, paid.record_id, paid.verb) = ('sales.refund', r.id, 'pay')
  JOIN sales_refundline mine ON mine.refund_id = r.id
  JOIN sales_orderline o ON o.id = mine.line_id
  JOIN catalog_product p ON p.id = o.product_id
  LEFT JOIN LATERAL (SELECT sum(t.net) AS net FROM sales_taxpart t WHERE t.line_id = o.id) sold ON true
  LEFT JOIN LATERAL (SELECT sum(t.net) AS net FROM sales_refundpart t WHERE t.refund_line_id = mine.id) now ON true
  LEFT JOIN LATERAL (
      SELECT sum(t.net) AS net FROM sales_refundpart t
        JOIN sales_refundline l ON l.id = t.refund_line_id AND l.line_id = o.id
        JOIN machines_transitionlog earlier
          ON (earlier.noun, earlier.record_id, earlier.verb) = ('sales.refund', l.refund_id, 'pay')
         AND earlier.id < paid.id) before ON true
 WHERE r.id = %s AND r.state = 'paid' AND o.cover_kind = '' ORDER BY mine.id
"""


@dataclass(frozen=True, slots=True)
class Returned:
    """A line of a refund, with the line that was sold."""

    line: SoldLine
    quantity: Decimal
    gross: Decimal
    kept: Decimal
    goods: str
    cost: Decimal
    parts: Sequence[TaxPart]


def returned_lines(refund: Refund) -> list[Returned]:
    """The lines of a refund."""
    sold = {line.line_id: line for line in paid_lines(refund.order_id)}
    rows = RefundLine.objects.filter(refund=refund).prefetch_related("parts__tax_code").order_by("pk")
    return [
        Returned(
            line=sold[row.line_id],
            quantity=row.quantity,
            gross=row.gross,
            kept=row.kept,
            goods=row.goods,
            cost=row.cost,
            parts=[
                TaxPart(tax_code=part.tax_code.code, gross=part.gross, net=part.net, vat=part.vat)
                for part in sorted(row.parts.all(), key=lambda part: part.pk)
            ],
        )
        for row in rows
    ]


def earlier_refunds(order_id: int) -> list[str]:
    """References of the refunds of a bill that are paid out: goods of theirs are back already."""
    return [refund.reference for refund in Refund.objects.filter(order=order_id, state=RefundState.PAID)]


def refunded_lines(refund_id: int) -> list[RefundedLine]:
    """What a paid refund gave back of each line that cost money."""
    with connection.cursor() as cursor:
        cursor.execute(REFUNDED, [refund_id])
        return [
            RefundedLine(line_id=line, title=own or name, sold_net=sold, net_before=before, net=now)
            for line, own, name, sold, before, now in cursor.fetchall()
        ]


def refund_card(refund_id: int) -> RefundCard:
    """One refund for the inbox. Raises Missing."""
    refund = Refund.objects.select_related("order", "requested_by").filter(pk=refund_id).first()
    if refund is None:
        raise Missing(refund=refund_id)
    return RefundCard(
        id=refund.pk,
        order_id=refund.order_id,
        number=refund.order.number,
        branch_id=refund.branch_id,
        requested_by_id=refund.requested_by_id,
        requested_by=str(refund.requested_by) if refund.requested_by else "",
        total=refund.total,
        order_total=refund.order.total,
        paid_on=refund.order.business_on,
        reason=refund.reason,
        state=refund.state,
        requested_at=refund.requested_at,
    )
