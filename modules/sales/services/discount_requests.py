"""Ask for a discount above the limit, and decide about it. Whoever asks never decides."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from erp.kernel.documents.refusals import Missing
from erp.kernel.events.publish import publish_all
from erp.kernel.machines.gate import born, fire
from erp.kernel.realtime.announce import changed
from modules.sales.errors import DiscountInvalid, DiscountUndecided, OrderIsPaid
from modules.sales.events import DiscountDecided, DiscountRequested
from modules.sales.models import DiscountRequest, Order, OrderState, RequestState

UNPAID = (OrderState.DRAFT, OrderState.AWAITING_PAYMENT)


def request_discount(
    *,
    order_id: int,
    reason: str,
    by: Any,
    at: datetime,
    percent: Decimal | None = None,
    amount: Decimal | None = None,
) -> Order:
    """Ask for a percentage or an amount off the whole bill. The caller holds the transaction.

    Raises DiscountInvalid, DiscountUndecided while another waits, OrderIsPaid.
    """
    order = Order.objects.select_for_update().get(pk=order_id)
    if order.state not in UNPAID:
        raise OrderIsPaid(current={"reference": order.reference, "state": order.state})
    if (percent is None) == (amount is None):
        raise DiscountInvalid()
    if (percent is not None and not 0 < percent <= 100) or (amount is not None and not 0 < amount <= order.subtotal):
        raise DiscountInvalid(percent=str(percent), amount=str(amount))
    waiting = DiscountRequest.objects.filter(order=order, state=RequestState.REQUESTED).first()
    if waiting is not None:
        raise DiscountUndecided(discount_request=waiting.pk)
    request = DiscountRequest(
        order=order, percent=percent, amount=amount, reason=reason, requested_by=by, requested_at=at
    )
    born(request, by=by, at=at)
    order.save()  # its version tells the screens that something about it changed
    publish_all(
        [
            DiscountRequested(
                request_id=request.pk,
                order_id=order.pk,
                branch_id=order.branch_id,
                requested_by_id=by.pk,
                requested_at=at,
            ),
            changed("sales.discount_request", request.pk, 1, branch_id=order.branch_id),
            changed("sales.order", order.pk, order.version, branch_id=order.branch_id),
        ]
    )
    return order


def approve_discount_request(*, discount_request_id: int, by: Any, at: datetime, reason: str = "") -> DiscountRequest:
    """Allow it. Raises NotNow or NotAllowed (also to whoever asked)."""
    request = _held(discount_request_id)
    fire(request, "approve", by=by, at=at, decider=by, why=reason)
    return _told(request, by=by, at=at)


def refuse_discount_request(*, discount_request_id: int, by: Any, at: datetime, reason: str = "") -> DiscountRequest:
    """Do not allow it. Raises NotNow or NotAllowed."""
    request = _held(discount_request_id)
    fire(request, "refuse", by=by, at=at, decider=by, why=reason)
    return _told(request, by=by, at=at)


def withdraw_discount_request(*, discount_request_id: int, by: Any, at: datetime) -> DiscountRequest:
    """Ask no more. Raises NotNow or NotAllowed."""
    request = _held(discount_request_id)
    fire(request, "withdraw", by=by, at=at)
    return _told(request, by=by, at=at)


def reopen_discount_request(*, discount_request_id: int, by: Any, at: datetime) -> DiscountRequest:
    """Take an approval back, until payment. Raises DiscountUndecided while another waits, NotNow or NotAllowed."""
    request = _held(discount_request_id)
    waiting = DiscountRequest.objects.filter(order=request.order_id, state=RequestState.REQUESTED).first()
    if waiting is not None and waiting.pk != request.pk:
        raise DiscountUndecided(discount_request=waiting.pk)
    fire(request, "reopen", by=by, at=at)
    return _told(request, by=by, at=at)


def withdraw_requests_of(order: Order, *, at: datetime) -> None:
    """The bill is dropped: nobody needs to decide any more. The caller holds the order's lock."""
    for request in DiscountRequest.objects.select_for_update().filter(order=order, state=RequestState.REQUESTED):
        fire(request, "withdraw", by=None, at=at)
        _told(request, by=None, at=at)


def _held(request_id: int) -> DiscountRequest:
    """The request under its lock; its order is locked first, as checkout does."""
    order_id = DiscountRequest.objects.filter(pk=request_id).values_list("order_id", flat=True).first()
    if order_id is None:
        raise Missing(discount_request=request_id)
    Order.objects.select_for_update().get(pk=order_id)
    return DiscountRequest.objects.select_for_update(of=("self",)).select_related("order").get(pk=request_id)


def _told(request: DiscountRequest, *, by: Any, at: datetime) -> DiscountRequest:
    order = request.order
    publish_all(
        [
            DiscountDecided(
                request_id=request.pk,
                order_id=order.pk,
                branch_id=order.branch_id,
                outcome=request.state,
                decided_by_id=by.pk if by is not None else None,
                decided_at=at,
            ),
            changed("sales.discount_request", request.pk, request.version, branch_id=order.branch_id),
            changed("sales.order", order.pk, order.version, branch_id=order.branch_id),
        ]
    )
    return request
