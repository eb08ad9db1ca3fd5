"""What PostgreSQL itself refuses about sales on account, attacked as the application's role."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError

from modules.sales.data import CollectIn, TenderIn
from modules.sales.public import add_customer, approve_customer, collect, draft_order
from modules.sales.tests.conftest import cash, line
from modules.sales.tests.models.test_attack_by_sql import attack, rule

D = Decimal


@pytest.fixture
def owed(till, sell, manager, at):
    """1,070.00 on account, of a limit of 1,500.00; 70.00 of it collected."""
    company = add_customer(
        name="Siam", tax_id="0105561234560", address="x", credit_limit=D("1500.00"), by=till.cashier, at=at
    )
    approve_customer(customer_id=company.pk, by=manager, at=at)
    owed = TenderIn(kind="on_account", amount=D("1070.00"), customer=company.pk)
    paid = sell(line(till.serum), tenders=[owed], expected_total=D("1070.00"))
    collect(
        customer_id=company.pk,
        register_session=till.session.pk,
        lines=[CollectIn(order_id=paid.order_id, amount=D("70.00"))],
        tenders=[cash("70.00")],
        by=till.cashier,
        at=at,
    )
    return company, paid


def tender(order, company, amount):
    return (
        "INSERT INTO sales_tender (order_id, kind, amount, tendered, reference, customer_id, due_on)"
        f" VALUES ({order}, 'on_account', {amount}, {amount}, 'x', {company}, now())"
    )


def test_nothing_is_owed_above_the_limit_nor_by_whom_nobody_approved(owed, till, at):
    company, _paid = owed
    draft = draft_order(branch_id=till.branch.pk, lines=[line(till.serum)], by=till.cashier, at=at)
    with pytest.raises(IntegrityError) as refusal:
        attack(tender(draft.pk, company.pk, "500.01"))
    assert rule(refusal) == "sales_customer_limit"
    attack(tender(draft.pk, company.pk, "500.00"))
    other = add_customer(name="B", tax_id="0105561234560", tax_branch_code="00001", address="x", credit_limit=D(9999),
                         by=till.cashier, at=at)  # fmt: skip
    draft = draft_order(branch_id=till.branch.pk, lines=[line(till.serum)], by=till.cashier, at=at)
    with pytest.raises(IntegrityError) as refusal:
        attack(tender(draft.pk, other.pk, "1"))
    assert rule(refusal) == "sales_customer_approved"


def test_terms_that_were_approved_do_not_change(owed):
    for change in ("credit_limit = 1000000", "credit_days = 999"):
        with pytest.raises(IntegrityError) as refusal:
            attack(f"UPDATE sales_customer SET {change}")
        assert rule(refusal) == "sales_customer_terms_are_decided"
    with pytest.raises(IntegrityError) as refusal:
        attack("UPDATE sales_customer SET decided_by_id = requested_by_id")
    assert rule(refusal) == "sales_customer_approver_is_another"


def test_more_than_is_open_is_collected_by_nobody(owed):
    _company, paid = owed
    forged = (
        "INSERT INTO sales_remittance (number, branch_id, kind, customer_id, register_session_id, business_on, amount,"
        " note, made_at, document) SELECT number || 'x', branch_id, kind, customer_id, NULL, business_on, {amount}, '',"
        " now(), '{{}}' FROM sales_remittance LIMIT 1;"
        " INSERT INTO sales_remittancetender (remittance_id, kind, amount, tendered, reference)"
        " SELECT max(id), 'transfer', {amount}, {amount}, 'x' FROM sales_remittance"
    )
    part = (
        "INSERT INTO sales_collectionline (remittance_id, order_id, amount)"
        f" SELECT max(id), {paid.order_id}, {{amount}} FROM sales_remittance"
    )
    for statements, broken in (
        ([forged.format(amount="1000.01"), part.format(amount="1000.01")], "sales_collected_within_open"),
        ([forged.format(amount="900"), part.format(amount="800")], "sales_collection_adds_up"),
        ([forged.format(amount="900")], "sales_collection_adds_up"),
    ):
        with pytest.raises(IntegrityError) as refusal:
            attack(";".join(statements))
        assert rule(refusal) == broken
    for statement in ("UPDATE sales_collectionline SET amount = 1", "DELETE FROM sales_collectionline"):
        with pytest.raises(DatabaseError):
            attack(statement)


def test_a_bill_of_which_something_was_collected_is_not_voided(owed):
    _company, paid = owed
    with pytest.raises(IntegrityError) as refusal:
        attack(f"UPDATE sales_order SET state = 'voided' WHERE id = {paid.order_id}")
    assert rule(refusal) == "sales_collected_is_not_voided"
