"""A cashier gives back more than she may alone; a manager decides; whoever asks never does; then the money goes out."""

from decimal import Decimal
from typing import Any

import pytest
from viewflow.workflow.models import Task

from erp.kernel.documents.refusals import Refusal
from erp.kernel.flows.services.complete_task import complete_task
from erp.kernel.flows.services.undo_task import undo_task
from modules.sales import public as sales
from modules.sales.models import OrderLine, Refund
from modules.sales.tests.conftest import cash, line
from workflows.refund_approval.process import RefundApprovalProcess

TOTAL = Decimal("1070.00")


@pytest.fixture
def asked(shop: Any, cashier: Any, drain: Any, at: Any) -> Any:
    """A serum sold, and asked back by the cashier."""
    paid = sales.check_out(
        register_session=shop.session.pk,
        lines=[line(shop.serum)],
        tenders=[cash("1070.00")],
        expected_total=TOTAL,
        by=cashier,
        at=at,
    )
    return ask(paid.order_id, by=cashier, at=at, drain=drain)


def ask(order_id: int, *, by: Any, at: Any, drain: Any) -> Any:
    back = sales.RefundLineIn(line_id=OrderLine.objects.get(order=order_id).pk, quantity=Decimal(1), goods="stock")
    refund = sales.request_refund(order_id=order_id, lines=[back], reason="Rash", by=by, at=at)
    drain()
    return refund


def task() -> Task:
    return Task.objects.filter(flow_task_type="HUMAN").latest("pk")


def pay(refund: Any, shop: Any, *, by: Any, at: Any) -> Any:
    return sales.pay_refund(
        refund_id=refund.pk, register_session=shop.session.pk, tenders=[cash("1070.00")], by=by, at=at
    )


def state() -> str:
    return Refund.objects.latest("pk").state


def test_a_manager_approves_in_the_inbox_and_the_cashier_pays(asked, shop, manager, cashier, drain, at) -> None:
    facts = dict(RefundApprovalProcess.objects.get().facts())
    assert facts["Refund"] == "฿1,070.00"
    complete_task(task_id=task().pk, by=manager, at=at, choice="approve", note="Seen")
    drain()
    process = RefundApprovalProcess.objects.get()
    assert (state(), process.outcome, task().flow_task.name) == ("approved", "approved", "pay_out")
    pay(asked, shop, by=cashier, at=at)
    drain()
    assert state() == "paid"
    assert RefundApprovalProcess.objects.get().finished is not None


def test_whoever_asks_never_decides(asked, cashier, at) -> None:
    with pytest.raises(Refusal):
        complete_task(task_id=task().pk, by=cashier, at=at, choice="approve")
    assert state() == "requested"


def test_a_manager_who_asked_does_not_decide(asked, manager, drain, at) -> None:
    sales.withdraw_refund(refund_id=asked.pk, by=manager, at=at)
    drain()
    ask(asked.order_id, by=manager, at=at, drain=drain)
    with pytest.raises(Refusal):
        complete_task(task_id=task().pk, by=manager, at=at, choice="approve")
    assert state() == "requested"


def test_a_refusal_ends_the_approval(asked, manager, drain, at) -> None:
    complete_task(task_id=task().pk, by=manager, at=at, choice="refuse", note="Used up")
    drain()
    assert (state(), RefundApprovalProcess.objects.get().outcome) == ("refused", "refused")
    assert RefundApprovalProcess.objects.get().finished is not None


def test_an_approval_is_taken_back_before_the_money_is_out(asked, shop, manager, cashier, drain, at) -> None:
    done = complete_task(task_id=task().pk, by=manager, at=at, choice="approve")
    drain()
    undo_task(task_id=done.pk, by=manager, at=at)
    drain()
    assert state() == "requested"
    with pytest.raises(Refusal):
        pay(asked, shop, by=cashier, at=at)


@pytest.mark.parametrize("decided", [False, True])
def test_a_refund_withdrawn_at_the_till_ends_the_approval(asked, manager, cashier, drain, at, decided) -> None:
    if decided:
        complete_task(task_id=task().pk, by=manager, at=at, choice="approve")
        drain()
    sales.withdraw_refund(refund_id=asked.pk, by=cashier, at=at)
    drain()
    assert RefundApprovalProcess.objects.get().finished is not None


def test_a_decision_taken_in_the_list_completes_the_task(asked, manager, drain, at) -> None:
    sales.approve_refund(refund_id=asked.pk, by=manager, at=at)
    drain()
    assert (RefundApprovalProcess.objects.get().outcome, task().flow_task.name) == ("approved", "pay_out")
