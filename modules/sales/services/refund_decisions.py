"""Decide about a refund that waits. Whoever asks never decides."""

from datetime import datetime
from typing import Any

from erp.kernel.events.publish import publish_all
from erp.kernel.machines.gate import fire
from erp.kernel.realtime.announce import changed
from modules.sales.errors import NotPaidOut
from modules.sales.events import RefundDecided
from modules.sales.models import Order, Refund, RefundPrint, RefundState
from modules.sales.selectors.refundable import OPEN
from modules.sales.services.pay_refund import held_refund


def approve_refund(*, refund_id: int, by: Any, at: datetime, reason: str = "") -> Refund:
    """Allow it: it can be paid out. Raises NotNow or NotAllowed (also to whoever asked)."""
    _order, refund = held_refund(refund_id)
    fire(refund, "approve", by=by, at=at, decider=by, why=reason)
    return _told(refund, by=by, at=at)


def refuse_refund(*, refund_id: int, by: Any, at: datetime, reason: str = "") -> Refund:
    """Do not allow it. Raises NotNow or NotAllowed."""
    _order, refund = held_refund(refund_id)
    fire(refund, "refuse", by=by, at=at, decider=by, why=reason)
    return _told(refund, by=by, at=at)


def withdraw_refund(*, refund_id: int, by: Any, at: datetime) -> Refund:
    """Nothing is given back after all. Raises NotNow once it is paid out, or NotAllowed."""
    _order, refund = held_refund(refund_id)
    fire(refund, "withdraw", by=by, at=at)
    return _told(refund, by=by, at=at)


def reopen_refund(*, refund_id: int, by: Any, at: datetime) -> Refund:
    """Take an approval back, until it is paid out. Raises NotNow or NotAllowed."""
    _order, refund = held_refund(refund_id)
    fire(refund, "reopen", by=by, at=at)
    return _told(refund, by=by, at=at)


def withdraw_refunds_of(order: Order, *, at: datetime) -> None:
    """The bill is voided: nothing of it is given back any more. The caller holds the order's lock."""
    for refund in Refund.objects.select_for_update().filter(order=order, state__in=OPEN):
        fire(refund, "withdraw", by=None, at=at)
        _told(refund, by=None, at=at)


def reprint_refund(*, refund_id: int, by: Any, at: datetime) -> dict[str, int]:
    """Write down one print of its document. Raises NotPaidOut."""
    refund = Refund.objects.get(pk=refund_id)
    if refund.state != RefundState.PAID:
        raise NotPaidOut(state=refund.state)
    RefundPrint.objects.create(refund=refund, printed_at=at, printed_by=by)
    return {"printed_count": refund.prints.count()}


def _told(refund: Refund, *, by: Any, at: datetime) -> Refund:
    publish_all(
        [
            RefundDecided(
                refund_id=refund.pk,
                order_id=refund.order_id,
                branch_id=refund.branch_id,
                outcome=refund.state,
                decided_by_id=by.pk if by is not None else None,
                decided_at=at,
            ),
            changed("sales.refund", refund.pk, refund.version, branch_id=refund.branch_id),
            changed("sales.order", refund.order_id, refund.order.version, branch_id=refund.branch_id),
        ]
    )
    return refund
