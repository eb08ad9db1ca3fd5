"""A cashier asks for more than she may give; a manager decides; whoever asks never does."""

from decimal import Decimal
from typing import Any

import pytest
from viewflow.workflow.models import Task

from erp.kernel.documents.refusals import Refusal
from erp.kernel.flows.services.complete_task import complete_task
from erp.kernel.flows.services.undo_task import undo_task
from erp.kernel.testing.fixtures import PASSWORD
from modules.sales import public as sales
from modules.sales.models import DiscountRequest
from modules.sales.tests.conftest import line
from workflows.discount_approval.process import DiscountApprovalProcess


@pytest.fixture
def asked(shop: Any, cashier: Any, drain: Any, at: Any) -> Any:
    """18 % off a serum, asked for by the cashier."""
    order = sales.draft_order(branch_id=shop.branch.pk, lines=[line(shop.serum)], by=cashier, at=at)
    sales.request_discount(order_id=order.pk, percent=Decimal("18.00"), reason="Old patient", by=cashier, at=at)
    drain()
    return order


def task() -> Task:
    return Task.objects.filter(flow_task_type="HUMAN").latest("pk")


def state() -> str:
    return DiscountRequest.objects.get().state


def test_a_manager_approves_in_the_inbox(asked, manager, drain, at) -> None:
    complete_task(task_id=task().pk, by=manager, at=at, choice="approve", note="Loyal")
    drain()
    process = DiscountApprovalProcess.objects.get()
    assert (state(), process.outcome) == ("approved", "approved")
    assert task().flow_task.name == "take_payment"


def test_a_manager_approves_with_her_pin_at_the_till(asked, manager, cashier, api, drain, at) -> None:
    set_ = api(manager).post("/api/v1/sales/approver-pin/", {"pin": "314159", "password": PASSWORD})
    assert set_.status_code == 200, set_.content
    request = DiscountRequest.objects.get()
    where = f"/api/v1/sales/discount-requests/{request.pk}/approve_by_pin/"
    answer = api(cashier).post(where, {"username": "manager", "pin": "314159"})
    assert answer.status_code == 200, answer.content
    drain()
    process = DiscountApprovalProcess.objects.get()
    assert (state(), process.outcome) == ("approved", "approved")
    assert task().flow_task.name == "take_payment"
    decided = Task.objects.get(flow_task__endswith="decide", process=process)
    assert (decided.status, decided.owner) == ("DONE", manager)


def test_whoever_asks_never_decides(asked, cashier, drain, at) -> None:
    with pytest.raises(Refusal):
        complete_task(task_id=task().pk, by=cashier, at=at, choice="approve")
    assert state() == "requested"


def test_a_manager_who_asked_does_not_decide(shop, manager, drain, at) -> None:
    order = sales.draft_order(branch_id=shop.branch.pk, lines=[line(shop.serum)], by=manager, at=at)
    sales.request_discount(order_id=order.pk, percent=Decimal("18.00"), reason="Old patient", by=manager, at=at)
    drain()
    with pytest.raises(Refusal):
        complete_task(task_id=task().pk, by=manager, at=at, choice="approve")
    assert state() == "requested"


def test_a_refusal_ends_the_approval(asked, manager, drain, at) -> None:
    complete_task(task_id=task().pk, by=manager, at=at, choice="refuse", note="Too much")
    drain()
    assert state() == "refused"
    assert DiscountApprovalProcess.objects.get().outcome == "refused"


def test_an_approval_is_taken_back_before_payment(asked, manager, drain, at) -> None:
    done = complete_task(task_id=task().pk, by=manager, at=at, choice="approve")
    drain()
    undo_task(task_id=done.pk, by=manager, at=at)
    drain()
    assert state() == "requested"


def test_a_request_withdrawn_at_the_till_ends_the_approval(asked, cashier, drain, at) -> None:
    sales.withdraw_discount_request(discount_request_id=DiscountRequest.objects.get().pk, by=cashier, at=at)
    drain()
    assert DiscountApprovalProcess.objects.get().finished is not None


def test_an_approved_discount_ends_with_the_payment(asked, shop, manager, cashier, drain, at) -> None:
    complete_task(task_id=task().pk, by=manager, at=at, choice="approve")
    drain()
    sales.check_out(
        register_session=shop.session.pk,
        order_id=asked.pk,
        lines=[line(shop.serum)],
        order_discount=sales.DiscountIn(percent=Decimal("18.00")),
        tenders=[sales.TenderIn(kind="cash", amount=Decimal("877.40"), tendered=Decimal("900.00"))],
        expected_total=Decimal("877.40"),
        by=cashier,
        at=at,
    )
    drain()
    assert DiscountApprovalProcess.objects.get().finished is not None
