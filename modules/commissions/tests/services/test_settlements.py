"""Settling: accrued becomes payable, once, by somebody who did not ask; debts wait."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from erp.kernel.documents.refusals import Invalid, NotAllowed, NotNow
from erp.kernel.hooks.hook import contributors
from modules.commissions.data import Cause
from modules.commissions.errors import NothingToSettle, SettlementOpen
from modules.commissions.models import CommissionLog, CommissionSettlement
from modules.commissions.services.calculate_commission import calculate_commission
from modules.commissions.services.claw_back_commission import claw_back_commission
from modules.commissions.services.decide_settlement import (
    approve_commission_settlement,
    pay_commission_settlement,
    refuse_commission_settlement,
)
from modules.commissions.services.submit_settlement import submit_settlement
from modules.commissions.tests.conftest import ON
from modules.ledger import public as ledger
from modules.ledger.hooks import Proof


@pytest.fixture
def earned(staff_of, cause_of, at):
    """A has 500.00 of two bills, B 50.00."""
    a, b = staff_of("A"), staff_of("B")
    calculate_commission(cause=cause_of(("9000.00", [(a, "100")]), order=1), at=at)
    calculate_commission(cause=cause_of(("2000.00", [(a, "50"), (b, "50")]), order=2), at=at)
    return a, b


@pytest.fixture
def another(user_of):
    """A second manager."""
    return user_of("manager", "two")


def submit(branch, by, at, until_on=ON):
    return submit_settlement(branch_id=branch.pk, until_on=until_on, by=by, at=at)


def differences():
    """What we count, beside what the ledger counts as owed."""
    found = [proof for proof in contributors(Proof) if proof.code.startswith("commissions")]
    return {one.code: one.figure(branch_id=None, as_of=None) + ledger.balance_of(one.role) for one in found}


def test_a_settlement_moves_everything_until_the_day_from_accrued_to_payable(earned, branch, manager, another, at):
    settlement = submit(branch, manager, at)
    assert (settlement.amount, settlement.people, settlement.state) == (Decimal("550.00"), 2, "submitted")
    approve_commission_settlement(commission_settlement_id=settlement.pk, by=another, at=at)
    assert set(CommissionLog.objects.values_list("state", "settlement")) == {("settled", settlement.pk)}
    assert ledger.balance_of("commission_accrued") == 0
    assert ledger.balance_of("commission_payable") == Decimal("-550.00")
    assert differences() == {"commissions.accrued": 0, "commissions.payable": 0}


def test_paying_out_empties_what_is_payable(earned, branch, manager, another, at):
    settlement = submit(branch, manager, at)
    with pytest.raises(NotNow):
        pay_commission_settlement(commission_settlement_id=settlement.pk, by=None, at=at)
    approve_commission_settlement(commission_settlement_id=settlement.pk, by=another, at=at)
    pay_commission_settlement(commission_settlement_id=settlement.pk, by=None, at=at)
    assert ledger.balance_of("commission_payable") == 0
    assert ledger.balance_of("bank") == Decimal("-550.00")
    assert differences() == {"commissions.accrued": 0, "commissions.payable": 0}
    with pytest.raises(NotNow):
        pay_commission_settlement(commission_settlement_id=settlement.pk, by=None, at=at)


def test_who_submits_does_not_decide_also_by_sql(earned, branch, manager, at):
    settlement = submit(branch, manager, at)
    with pytest.raises(NotAllowed):
        approve_commission_settlement(commission_settlement_id=settlement.pk, by=manager, at=at)
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE commissions_commissionsettlement SET state = 'approved', decided_by_id = submitted_by_id,"
            " decided_at = now(), settled_on = current_date"
        )
    assert refusal.value.__cause__.diag.constraint_name == "commissions_settlement_approver_is_another"


def test_a_branch_has_one_settlement_waiting(earned, branch, manager, at):
    submit(branch, manager, at)
    with pytest.raises(SettlementOpen):
        submit(branch, manager, at)


def test_what_was_refused_may_be_submitted_again(earned, branch, manager, another, at):
    first = submit(branch, manager, at)
    refuse_commission_settlement(commission_settlement_id=first.pk, by=another, at=at, reason="too early")
    assert CommissionLog.objects.filter(settlement__isnull=False).count() == 0
    assert submit(branch, manager, at).amount == Decimal("550.00")
    assert CommissionSettlement.objects.get(pk=first.pk).reason == "too early"


def test_nothing_and_days_to_come_are_refused_naming_the_field(branch, manager, at):
    with pytest.raises(NothingToSettle):
        submit(branch, manager, at)
    with pytest.raises(Invalid) as refusal:
        submit(branch, manager, at, until_on=at.date() + timedelta(days=9))
    assert refusal.value.field == "until_on"


def test_a_claw_back_after_settling_waits_until_it_is_earned_again(earned, cause_of, branch, manager, another, at):
    a, _b = earned
    settlement = submit(branch, manager, at)
    approve_commission_settlement(commission_settlement_id=settlement.pk, by=another, at=at)
    voided = Cause(
        event_id=uuid4(), document="sales.order:1", branch_id=branch.pk, business_on=ON, occurred_at=at, items=()
    )
    claw_back_commission(cause=voided, at=at)
    assert CommissionLog.objects.filter(staff=a, settlement__isnull=True).count() == 1
    with pytest.raises(NothingToSettle):
        submit(branch, manager, at)
    calculate_commission(cause=cause_of(("20000.00", [(a, "100")]), order=3), at=at)
    later = submit(branch, manager, at)
    assert later.amount == Decimal("550.00")  # 5 % of 20,000.00 less the 450.00 taken back
    approve_commission_settlement(commission_settlement_id=later.pk, by=another, at=at)
    assert differences() == {"commissions.accrued": 0, "commissions.payable": 0}


def test_what_is_settled_is_final(earned, branch, manager, another, at):
    settlement = submit(branch, manager, at)
    approve_commission_settlement(commission_settlement_id=settlement.pk, by=another, at=at)
    for attack in (
        "UPDATE commissions_commissionlog SET settlement_id = NULL",
        "UPDATE commissions_commissionlog SET state = 'accrued'",
        "UPDATE commissions_commissionsettlement SET state = 'submitted'",
        "DELETE FROM commissions_commissionsettlement",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack)


def test_the_doors_submit_decide_and_pay(earned, api, manager, another, accountant):
    doors = "/api/v1/commissions/settlements/"
    made = api(manager).post(doors, {"until_on": str(ON)})
    assert made.status_code == 201, made.content
    settlement = made.json()
    assert [action["name"] for action in settlement["_actions"]] == []
    one = f"{doors}{settlement['id']}/"
    offered = api(another).get(one).json()["_actions"]
    assert [action["name"] for action in offered] == ["approve", "refuse"]
    assert api(another).post(f"{one}approve/", headers={"Idempotency-Key": str(uuid4())}).json()["state"] == "approved"
    assert api(another).post(f"{one}pay/", headers={"Idempotency-Key": str(uuid4())}).status_code == 403
    paid = api(accountant).post(f"{one}pay/", headers={"Idempotency-Key": str(uuid4())})
    assert paid.json()["state"] == "paid", paid.content
    early = api(manager).post(doors, {"until_on": str(date(2999, 1, 1))})
    assert (early.status_code, early.json()["field"]) == (422, "until_on")
