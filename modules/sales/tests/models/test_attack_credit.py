"""What PostgreSQL itself refuses about deposits and credit, attacked as the application's role."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError

from modules.sales.data import TenderIn
from modules.sales.public import credit_of
from modules.sales.tests.conftest import line
from modules.sales.tests.models.test_attack_by_sql import attack, rule

D = Decimal
MOVE = (
    "INSERT INTO sales_creditmovement (patient_id, branch_id, kind, amount, business_on, remittance_id, order_id,"
    " refund_id, moved_at) SELECT patient_id, branch_id, '{kind}', {amount}, business_on, {remittance}, {order}, NULL,"
    " now() FROM {origin} LIMIT 1"
)
DEPOSIT = (
    "INSERT INTO sales_remittance (number, branch_id, kind, patient_id, register_session_id, business_on, amount, note,"
    " made_at, document) SELECT number || 'x', branch_id, '{kind}', patient_id, {session}, business_on{days}, {amount},"
    " '', now(), '{{}}' FROM sales_remittance LIMIT 1"
)
TENDER = (
    "INSERT INTO sales_remittancetender (remittance_id, kind, amount, tendered, reference)"
    " SELECT max(id), '{kind}', {amount}, {amount}, 'x' FROM sales_remittance"
)


def deposit(*, kind="deposit", session="register_session_id", days="", amount="5"):
    return DEPOSIT.format(kind=kind, session=session, days=days, amount=amount)


def move(kind, amount, *, remittance="NULL", order="NULL", origin="sales_remittance"):
    return MOVE.format(kind=kind, amount=amount, remittance=remittance, order=order, origin=origin)


@pytest.fixture
def spent(till, sell, leave, patient):
    """1,500.00 left, 1,070.00 of it spent."""
    leave("1500.00")
    tenders = [TenderIn(kind="credit", amount=D("1070.00"))]
    return sell(line(till.serum), tenders=tenders, expected_total=D("1070.00"), patient=patient.id)


def test_a_balance_is_written_by_nobody(spent, patient):
    for statement in (
        "UPDATE sales_customercredit SET balance = 1000000",
        "INSERT INTO sales_customercredit (patient_id, balance) VALUES (1, 1000000)",
        "DELETE FROM sales_customercredit",
        "TRUNCATE sales_customercredit",
        "UPDATE sales_creditmovement SET amount = 5",
        "DELETE FROM sales_creditmovement",
        "UPDATE sales_remittance SET amount = 5",
        "DELETE FROM sales_remittance",
        "UPDATE sales_remittancetender SET amount = 5",
        "DELETE FROM sales_remittancetender",
    ):
        with pytest.raises(DatabaseError):
            attack(statement)
    assert credit_of(patient.id) == D("430.00")


def test_a_balance_is_never_negative(spent):
    with pytest.raises(IntegrityError) as refusal:
        attack(move("spent", "-430.01", order=spent.order_id, origin="sales_order"))
    assert rule(refusal) in ("sales_credit_not_negative", "sales_credit_once_a_bill")
    with pytest.raises(IntegrityError) as refusal:
        attack(move("pay_back", "-430.01", remittance="id"))
    assert rule(refusal) in ("sales_credit_not_negative", "sales_creditmovement_remittance_id_key")


def test_credit_does_not_go_below_zero_by_a_document_of_its_own(spent):
    forged = deposit(kind="pay_back", amount="430.01")
    movement = (
        "INSERT INTO sales_creditmovement (patient_id, branch_id, kind, amount, business_on, remittance_id, moved_at)"
        " SELECT patient_id, branch_id, 'pay_back', -430.01, business_on, id, now() FROM sales_remittance"
        " ORDER BY id DESC LIMIT 1"
    )
    with pytest.raises(IntegrityError) as refusal:
        attack(f"{forged};{TENDER.format(kind='card', amount='430.01')};{movement}")
    assert rule(refusal) == "sales_credit_not_negative"


@pytest.mark.parametrize(
    ("kind", "amount", "document"),
    [("returned", "1070", "order"), ("spent", "-5", "order"), ("deposit", "5", "remittance")],
)
def test_credit_without_its_document_is_refused(spent, kind, amount, document):
    about = {"order": spent.order_id, "origin": "sales_order"} if document == "order" else {"remittance": "id"}
    with pytest.raises(IntegrityError) as refusal:
        attack(move(kind, amount, **about))
    assert rule(refusal) in (
        "sales_credit_is_backed",
        "sales_credit_once_a_bill",
        "sales_creditmovement_remittance_id_key",
    )


def test_what_is_paid_with_credit_is_taken_from_it(spent, till, sell, patient):
    with pytest.raises(IntegrityError) as refusal:
        attack(f"{deposit()};{TENDER.format(kind='card', amount='5')}")
    assert rule(refusal) == "sales_credit_is_moved"
    with pytest.raises(IntegrityError) as refusal:
        attack(f"UPDATE sales_order SET state = 'voided' WHERE id = {spent.order_id}")
    assert rule(refusal) == "sales_credit_is_moved"


def test_a_deposit_is_paid_in_full_in_money_and_through_its_drawer(spent):
    for statement, broken in (
        (f"{deposit(session='NULL')};{TENDER.format(kind='cash', amount='5')}", "sales_remittance_cash_in_drawer"),
        (f"{deposit()};{TENDER.format(kind='card', amount='4')}", "sales_remittance_adds_up"),
        (f"{deposit()};{TENDER.format(kind='credit', amount='5')}", "sales_remittance_tender_is_money"),
        (deposit(days=" + 1"), "sales_remittance_in_its_session"),
    ):
        with pytest.raises(IntegrityError) as refusal:
            attack(statement)
        assert rule(refusal) in (broken, "sales_credit_is_moved"), statement
