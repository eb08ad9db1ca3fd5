"""Discount requests as the inbox and the till see them."""

from django.db.models import QuerySet

from erp.kernel.documents.refusals import Missing
from modules.sales.data import RequestCard
from modules.sales.models import DiscountRequest, RequestState


def request_card(request_id: int) -> RequestCard:
    """One request. Raises Missing."""
    request = _requests().filter(pk=request_id).first()
    if request is None:
        raise Missing(discount_request=request_id)
    return _card(request)


def open_request_of(order_id: int) -> RequestCard | None:
    """The request of an order that waits for a decision, if there is one."""
    request = _requests().filter(order_id=order_id, state=RequestState.REQUESTED).first()
    return _card(request) if request is not None else None


def _requests() -> "QuerySet[DiscountRequest]":
    return DiscountRequest.objects.select_related("order", "requested_by")


def _card(request: DiscountRequest) -> RequestCard:
    return RequestCard(
        id=request.pk,
        order_id=request.order_id,
        branch_id=request.order.branch_id,
        patient_id=request.order.patient_id,
        requested_by_id=request.requested_by_id,
        requested_by=str(request.requested_by),
        percent=request.percent,
        amount=request.amount,
        total=request.order.total,
        reason=request.reason,
        state=request.state,
        requested_at=request.requested_at,
    )
