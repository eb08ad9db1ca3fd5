"""What PostgreSQL itself refuses about sales, attacked as the application's role."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from erp.kernel.access.models import Staff
from modules.sales.public import draft_order, request_discount, start_count
from modules.sales.tests.conftest import line


def attack(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def rule(refusal):
    return refusal.value.__cause__.diag.constraint_name


def test_a_register_has_one_open_session(till):
    with pytest.raises(IntegrityError) as refusal:
        attack(
            "INSERT INTO sales_registersession (register_id, branch_id, business_on, state, float_amount, opened_at,"
            " close_reason, number) SELECT register_id, branch_id, business_on, 'open', 0, now(), '', ''"
            " FROM sales_registersession"
        )
    assert rule(refusal) == "sales_session_one_open"


def test_shares_add_up_to_100_at_commit(till, sell):
    sell(line(till.serum), total="1070.00")
    staff = Staff.objects.create(name="Anong", branch=till.branch)
    with pytest.raises(IntegrityError) as refusal:
        attack(
            "INSERT INTO sales_orderlineshare (line_id, staff_id, role, percent)"
            " SELECT id, %s, 'seller', 60 FROM sales_orderline",
            staff.pk,
        )
    assert rule(refusal) == "sales_shares_add_up"


def test_who_asks_never_approves(till, at):
    order = draft_order(branch_id=till.branch.pk, lines=[line(till.serum)], by=till.cashier, at=at)
    request_discount(order_id=order.pk, percent=Decimal(30), reason="friend", by=till.cashier, at=at)
    with pytest.raises(IntegrityError) as refusal:
        attack(
            "UPDATE sales_discountrequest SET state = 'approved', decided_by_id = requested_by_id, decided_at = now()"
        )
    assert rule(refusal) == "sales_discount_approver_is_another"


def test_a_paid_order_adds_up_with_its_lines_and_tenders(till, sell):
    sell(line(till.serum), total="1070.00")
    with pytest.raises(IntegrityError) as refusal:
        attack(
            "INSERT INTO sales_tender (order_id, kind, amount, tendered, reference)"
            " SELECT id, 'cash', 5, 5, '' FROM sales_order; UPDATE sales_order SET state = 'paid'"
        )
    assert rule(refusal) == "sales_paid_adds_up"


def test_a_paid_order_does_not_change_nor_go_away(till, sell):
    sell(line(till.serum), total="1070.00")
    for statement in (
        "UPDATE sales_order SET total = 0, discount = subtotal",
        "UPDATE sales_order SET number = 'X'",
        "UPDATE sales_order SET state = 'draft'",
        "DELETE FROM sales_order",
        "DELETE FROM sales_tender",
        "UPDATE sales_tender SET amount = 1",
        "UPDATE sales_receipt SET number = 'X'",
        "TRUNCATE sales_order CASCADE",
        "TRUNCATE sales_orderline CASCADE",
    ):
        with pytest.raises(DatabaseError):
            attack(statement)


def test_an_order_is_not_born_voided_nor_paid_into_a_session_that_counts(till, sell, at):
    paid = sell(line(till.serum), total="1070.00")
    start_count(register_session_id=till.session.pk, by=till.cashier, at=at)
    again = (
        "INSERT INTO sales_order (number, branch_id, register_session_id, source, note, state, business_on, subtotal,"
        " order_discount, discount, vat, total, change, paid_at, void_reason) SELECT number || 'x', branch_id,"
        " register_session_id, '', '', '{state}', business_on, subtotal, 0, 0, vat, total, 0, paid_at, ''"
        f" FROM sales_order WHERE id = {paid.order_id}"
    )
    with pytest.raises(IntegrityError):
        attack(again.format(state="voided"))
    with pytest.raises(IntegrityError) as refusal:
        attack(again.format(state="paid"))
    assert rule(refusal) == "sales_session_open"


def test_change_is_cash_and_promptpay_has_a_reference(till, at):
    order = draft_order(branch_id=till.branch.pk, lines=[line(till.serum)], by=till.cashier, at=at)
    for kind, amount, tendered in (("card", 5, 6), ("promptpay", 5, 5), ("cash", -5, -5)):
        with pytest.raises(IntegrityError):
            attack(
                "INSERT INTO sales_tender (order_id, kind, amount, tendered, reference) VALUES (%s, %s, %s, %s, '')",
                order.pk,
                kind,
                amount,
                tendered,
            )
