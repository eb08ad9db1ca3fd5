"""A commission settlement: a manager who did not submit it decides in the inbox; the accountant pays it out."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from viewflow.workflow.models import Task

from erp.kernel.documents.refusals import Refusal
from erp.kernel.flows.services.complete_task import complete_task
from modules.commissions.models import CommissionSettlement
from modules.commissions.services.calculate_commission import calculate_commission
from modules.commissions.services.decide_settlement import (
    approve_commission_settlement,
    pay_commission_settlement,
    refuse_commission_settlement,
)
from modules.commissions.services.submit_settlement import submit_settlement
from modules.commissions.tests.conftest import cause_of, staff_of
from modules.ledger import public as ledger
from workflows.settlement_approval.process import SettlementApprovalProcess

__all__ = ["cause_of", "staff_of"]


@pytest.fixture
def another(user_of: Any) -> Any:
    """A second manager."""
    return user_of("manager", "two")


@pytest.fixture
def submitted(staff_of: Any, cause_of: Any, branch: Any, manager: Any, drain: Any, at: Any) -> Any:
    """50.00, submitted by the manager."""
    calculate_commission(cause=cause_of(("1000.00", [(staff_of("A"), "100")])), at=at)
    settlement = submit_settlement(branch_id=branch.pk, until_on=date(2026, 11, 20), by=manager, at=at)
    drain()
    return settlement


def task() -> Task:
    return Task.objects.filter(flow_task_type="HUMAN").latest("pk")


def state(settlement: Any) -> str:
    return str(CommissionSettlement.objects.get(pk=settlement.pk).state)


def test_another_manager_approves_in_the_inbox_and_the_accountant_pays(submitted, another, accountant, drain, at):
    complete_task(task_id=task().pk, by=another, at=at, choice="approve")
    drain()
    assert (state(submitted), ledger.balance_of("commission_payable")) == ("approved", Decimal("-50.00"))
    assert task().flow_task.name == "pay_out"
    pay_commission_settlement(commission_settlement_id=submitted.pk, by=accountant, at=at)
    drain()
    process = SettlementApprovalProcess.objects.get()
    assert (process.outcome, process.finished is not None) == ("paid", True)
    assert ledger.balance_of("commission_payable") == 0


def test_who_submitted_does_not_decide(submitted, manager, at):
    with pytest.raises(Refusal):
        complete_task(task_id=task().pk, by=manager, at=at, choice="approve")
    assert state(submitted) == "submitted"


def test_a_refusal_keeps_its_reason_and_ends(submitted, another, drain, at):
    complete_task(task_id=task().pk, by=another, at=at, choice="refuse", note="October is missing")
    drain()
    process = SettlementApprovalProcess.objects.get()
    assert (state(submitted), process.outcome, process.finished is not None) == ("refused", "refused", True)
    assert CommissionSettlement.objects.get().reason == "October is missing"


def test_what_is_decided_on_its_page_moves_the_process(submitted, another, accountant, drain, at):
    approve_commission_settlement(commission_settlement_id=submitted.pk, by=another, at=at)
    pay_commission_settlement(commission_settlement_id=submitted.pk, by=accountant, at=at)
    drain()
    assert SettlementApprovalProcess.objects.get().finished is not None


def test_what_is_refused_on_its_page_ends_the_process(submitted, another, drain, at):
    refuse_commission_settlement(commission_settlement_id=submitted.pk, reason="no", by=another, at=at)
    drain()
    process = SettlementApprovalProcess.objects.get()
    assert (process.outcome, process.finished is not None) == ("refused", True)


def test_the_inbox_tells_what_has_to_be_known(submitted):
    facts = SettlementApprovalProcess.objects.get().facts()
    assert ("Amount", "฿50.00") in facts
    assert ("People", "1") in facts
