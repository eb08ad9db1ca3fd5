"""Give lines of a paid bill back: ask for it (`request_refund`), pay it out (`pay_refund`), or both at once.

Locks in the order of the house: order, register session, period, balances, stock, number.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from erp.kernel.bulk.inserts import insert_rows, take_ids
from erp.kernel.documents.refusals import Missing
from erp.kernel.events.publish import publish_all
from erp.kernel.machines.gate import born, current
from erp.kernel.realtime.announce import changed
from modules.ledger.public import tax_code_ids
from modules.sales.data import RefundLineIn, TenderIn
from modules.sales.errors import NothingToRefund, RefundAboveLimit, RefundUndecided
from modules.sales.events import RefundRequested
from modules.sales.models import Order, OrderState, Refund, RefundLine, RefundPart, RefundState
from modules.sales.policies import refund_limit
from modules.sales.selectors.refundable import open_refund_of, refundable, refunded_worth
from modules.sales.selectors.refunding import PlannedLine, plan_refund
from modules.sales.services.pay_refund import pay_refund

ZERO = Decimal("0.00")
REFUNDABLE = (OrderState.PAID, OrderState.PARTLY_REFUNDED)


def refund_order(
    *,
    order_id: int,
    register_session: int,
    lines: Sequence[RefundLineIn],
    tenders: Sequence[TenderIn],
    reason: str,
    by: Any,
    at: datetime,
) -> Refund:
    """Give lines back and pay them out at once. The caller holds the transaction.

    Raises RefundAboveLimit when somebody else has to decide first (`request_refund`), or what `plan_refund` and
    `pay_refund` refuse. Nothing is written then.
    """
    order = held_order(order_id, by=by)
    planned = _plan(order, lines)
    limit = refund_limit(by)
    worth = refunded_worth(order.pk) + sum((line.worth for line in planned), ZERO)
    if limit is not None and worth > limit:
        raise RefundAboveLimit(limit=str(limit), total=str(worth))
    refund = _write(order, planned, reason=reason, needs_approval=False, by=by, at=at)
    return pay_refund(refund_id=refund.pk, register_session=register_session, tenders=tenders, by=by, at=at)


def request_refund(*, order_id: int, lines: Sequence[RefundLineIn], reason: str, by: Any, at: datetime) -> Refund:
    """Ask for a refund above one's limit: it waits for a manager. The caller holds the transaction.

    Raises RefundUndecided while another of this bill is under way, or what `plan_refund` refuses.
    """
    order = held_order(order_id, by=by)
    waiting = open_refund_of(order.pk)
    if waiting is not None:
        raise RefundUndecided(refund=waiting.pk, state=waiting.state)
    refund = _write(order, _plan(order, lines), reason=reason, needs_approval=True, by=by, at=at)
    publish_all(
        [
            RefundRequested(
                refund_id=refund.pk,
                order_id=order.pk,
                branch_id=order.branch_id,
                requested_by_id=by.pk,
                requested_at=at,
            ),
            changed("sales.refund", refund.pk, 1, branch_id=order.branch_id),
            changed("sales.order", order.pk, order.version, branch_id=order.branch_id),
        ]
    )
    return refund


def held_order(order_id: int, *, by: Any) -> Order:
    """A bill of which something can be given back, under its lock. Raises Missing or NothingToRefund."""
    order = Order.objects.select_for_update().filter(pk=order_id).first()
    if order is None:
        raise Missing(order=order_id)
    if order.state not in REFUNDABLE:
        raise NothingToRefund(current=current(order, by))
    return order


def _plan(order: Order, lines: Sequence[RefundLineIn]) -> list[PlannedLine]:
    _sale, found = refundable(order.pk)
    return plan_refund(found, lines)


def _write(
    order: Order, planned: Sequence[PlannedLine], *, reason: str, needs_approval: bool, by: Any, at: datetime
) -> Refund:
    vat = sum((line.vat for line in planned), ZERO)
    refund = Refund(
        order=order,
        branch_id=order.branch_id,
        state=RefundState.REQUESTED if needs_approval else RefundState.APPROVED,
        kind=Refund.Kind.CREDIT_NOTE if vat else Refund.Kind.RECEIPT,
        reason=reason.strip(),
        total=sum((line.gross for line in planned), ZERO),
        vat=vat,
        needs_approval=needs_approval,
        requested_by=by,
        requested_at=at,
    )
    born(refund, by=by, at=at)
    (ids,) = take_ids((RefundLine, len(planned)))
    insert_rows(
        RefundLine,
        ("id", "refund_id", "line_id", "quantity", "gross", "kept", "goods", "cost"),
        [
            (pk, refund.pk, each.source.line.line_id, each.quantity, each.gross, each.kept, each.goods, each.cost)
            for pk, each in zip(ids, planned, strict=True)
        ],
    )
    codes = tax_code_ids()
    insert_rows(
        RefundPart,
        ("refund_line_id", "tax_code_id", "gross", "net", "vat"),
        [
            (pk, codes[part.tax_code], part.gross, part.net, part.vat)
            for pk, each in zip(ids, planned, strict=True)
            for part in each.parts
        ],
    )
    return refund
