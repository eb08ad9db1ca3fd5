"""Discounts above the limit: asked for, decided by another, undone until payment."""

from decimal import Decimal

import pytest

from erp.kernel.documents.refusals import NotAllowed, NotNow
from erp.kernel.events.models import OutboxEvent
from modules.sales.data import DiscountIn
from modules.sales.errors import DiscountAboveLimit, DiscountInvalid, DiscountUndecided
from modules.sales.models import DiscountRequest
from modules.sales.public import (
    approve_discount_request,
    draft_order,
    drop_order,
    open_request_of,
    refuse_discount_request,
    reopen_discount_request,
    request_discount,
    withdraw_discount_request,
)
from modules.sales.tests.conftest import cash, line

D = Decimal


@pytest.fixture
def asked(till, at):
    order = draft_order(
        branch_id=till.branch.pk,
        lines=[line(till.serum)],
        order_discount=DiscountIn(percent=D(20)),
        by=till.cashier,
        at=at,
    )
    request_discount(order_id=order.pk, percent=D(20), reason="friend", by=till.cashier, at=at)
    return DiscountRequest.objects.get(order=order)


def pay(till, sell, request, **changes):
    values = {"order_id": request.order_id, "order_discount": DiscountIn(percent=D(20)), "expected_total": D("856.00")}
    return sell(line(till.serum), tenders=[cash("856.00")], **{**values, **changes})


def test_who_asks_may_not_decide_and_a_manager_may(till, sell, asked, manager, at):
    with pytest.raises(NotAllowed):
        approve_discount_request(discount_request_id=asked.pk, by=till.cashier, at=at)
    with pytest.raises(DiscountUndecided):
        pay(till, sell, asked)
    approved = approve_discount_request(discount_request_id=asked.pk, by=manager, at=at, reason="a good friend")
    assert (approved.state, approved.decided_by) == ("approved", manager)
    assert open_request_of(asked.order_id) is None
    assert pay(till, sell, asked).total == D("856.00")
    with pytest.raises(NotNow):
        reopen_discount_request(discount_request_id=asked.pk, by=manager, at=at)
    kinds = list(
        OutboxEvent.objects.filter(type__startswith="sales.discount").order_by("pk").values_list("type", flat=True)
    )
    assert kinds == ["sales.discount_request.requested.v1", "sales.discount_request.decided.v1"]


def test_an_approval_covers_what_was_approved_and_no_more(till, sell, asked, manager, at):
    approve_discount_request(discount_request_id=asked.pk, by=manager, at=at)
    with pytest.raises(DiscountAboveLimit):
        pay(till, sell, asked, order_discount=DiscountIn(percent=D(30)), expected_total=D("749.00"))


def test_an_approval_taken_back_waits_again(till, sell, asked, manager, at):
    approve_discount_request(discount_request_id=asked.pk, by=manager, at=at)
    assert reopen_discount_request(discount_request_id=asked.pk, by=manager, at=at).state == "requested"
    with pytest.raises(DiscountUndecided):
        pay(till, sell, asked)


def test_a_refused_discount_is_not_paid(till, sell, asked, manager, at):
    refuse_discount_request(discount_request_id=asked.pk, by=manager, at=at, reason="no")
    with pytest.raises(DiscountAboveLimit):
        pay(till, sell, asked)


def test_only_who_asked_withdraws(till, asked, manager, at):
    with pytest.raises(NotAllowed):
        withdraw_discount_request(discount_request_id=asked.pk, by=manager, at=at)
    assert withdraw_discount_request(discount_request_id=asked.pk, by=till.cashier, at=at).state == "withdrawn"


def test_a_bill_that_is_dropped_takes_its_request_with_it(till, asked, at):
    drop_order(order_id=asked.order_id, reason="left", by=till.cashier, at=at)
    assert DiscountRequest.objects.get(pk=asked.pk).state == "withdrawn"


@pytest.mark.parametrize("values", [{}, {"percent": D(10), "amount": D(10)}, {"percent": D(0)}, {"amount": D(99_999)}])
def test_a_request_asks_for_a_percentage_or_an_amount(till, at, values):
    order = draft_order(branch_id=till.branch.pk, lines=[line(till.serum)], by=till.cashier, at=at)
    with pytest.raises(DiscountInvalid):
        request_discount(order_id=order.pk, reason="?", by=till.cashier, at=at, **values)


def test_one_request_at_a_time(till, asked, at):
    with pytest.raises(DiscountUndecided):
        request_discount(order_id=asked.order_id, percent=D(5), reason="more", by=till.cashier, at=at)


def test_an_approval_is_not_taken_back_while_another_request_waits(till, asked, manager, at):
    approve_discount_request(discount_request_id=asked.pk, by=manager, at=at)
    request_discount(order_id=asked.order_id, percent=D(5), reason="more", by=till.cashier, at=at)
    with pytest.raises(DiscountUndecided):
        reopen_discount_request(discount_request_id=asked.pk, by=manager, at=at)
