"""What PostgreSQL itself refuses about refunds, attacked as the application's role."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError

from modules.sales.models import OrderLine, Refund
from modules.sales.public import RefundLineIn, refund_order, request_refund
from modules.sales.tests.conftest import cash, line
from modules.sales.tests.models.test_attack_by_sql import attack, rule

D = Decimal
NEW = (
    "INSERT INTO sales_refund (number, branch_id, order_id, state, kind, reason, total, vat, needs_approval,"
    " requested_at, requested_by_id, decision_reason, document) SELECT '', branch_id, id, 'approved',"
    " 'credit_note', 'x', {total}, {vat}, {needs}, now(), {by}, '', '{{}}' FROM sales_order RETURNING id"
)
LINES = (
    "WITH r AS (SELECT max(id) AS id FROM sales_refund), l AS (INSERT INTO sales_refundline (refund_id, line_id,"
    " quantity, gross, kept, goods, cost) SELECT r.id, o.id, {quantity}, {gross}, {kept}, '', 0"
    " FROM r, sales_orderline o RETURNING id) INSERT INTO sales_refundpart (refund_line_id, tax_code_id, gross, net,"
    " vat) SELECT l.id, t.tax_code_id, {gross}, {gross} - {vat}, {vat} FROM l, sales_taxpart t"
)


def forged(*, quantity="1", gross="1070.00", vat="70.00", kept="0", needs="false", by="NULL"):
    return (
        NEW.format(total=gross, vat=vat, needs=needs, by=by)
        + ";"
        + LINES.format(quantity=quantity, gross=gross, vat=vat, kept=kept)
    )


@pytest.fixture
def two(sell, till):
    """Two serums sold for 2,140.00."""
    return sell(line(till.serum, 2), total="2140.00")


def some(quantity=1):
    return RefundLineIn(line_id=OrderLine.objects.get().pk, quantity=D(quantity), goods="stock")


@pytest.fixture
def one_back(two, till, manager, at):
    """One of them given back."""
    return refund_order(
        order_id=two.order_id,
        register_session=till.session.pk,
        lines=[some()],
        tenders=[cash("1070.00")],
        reason="x",
        by=manager,
        at=at,
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantity": "3"},
        {"quantity": "2.001"},
        {"gross": "2140.01", "vat": "140.00"},
        {"gross": "1070.00", "vat": "140.01"},
        {"quantity": "2", "gross": "1070.00"},  # all of it back for half the money
    ],
)
def test_more_than_was_sold_is_not_given_back(two, wrong):
    with pytest.raises(IntegrityError) as refusal:
        attack(forged(**wrong))
    assert rule(refusal) == "sales_refund_within_sold"


def test_what_went_back_before_counts(one_back):
    with pytest.raises(IntegrityError) as refusal:
        attack(forged(quantity="1.5", gross="1070.00"))
    assert rule(refusal) == "sales_refund_within_sold"


def test_a_refund_adds_up(two):
    with pytest.raises(IntegrityError) as refusal:
        attack(NEW.format(total="5.00", vat="0", needs="false", by="NULL"))
    assert rule(refusal) == "sales_refund_adds_up"


def test_who_asks_never_approves_not_even_by_sql(two, till, at):
    request_refund(order_id=two.order_id, lines=[some()], reason="x", by=till.cashier, at=at)
    with pytest.raises(IntegrityError) as refusal:
        attack("UPDATE sales_refund SET state = 'approved', decided_by_id = requested_by_id, decided_at = now()")
    assert rule(refusal) == "sales_refund_approver_is_another"
    with pytest.raises(IntegrityError) as refusal:
        attack("UPDATE sales_refund SET state = 'approved'")
    assert rule(refusal) == "sales_refund_approved_by_somebody"
    with pytest.raises(IntegrityError) as refusal:
        attack("UPDATE sales_refund SET needs_approval = false")
    assert rule(refusal) == "sales_refund_is_final"


def test_a_refund_that_waits_keeps_its_lines_and_its_total(two, till, at):
    refund = request_refund(order_id=two.order_id, lines=[some()], reason="x", by=till.cashier, at=at)
    for statement in (
        f"UPDATE sales_refund SET total = 5, vat = 0 WHERE id = {refund.pk}",
        f"UPDATE sales_refund SET reason = 'y' WHERE id = {refund.pk}",
        "UPDATE sales_refundline SET quantity = 2",
        "DELETE FROM sales_refundline",
        "UPDATE sales_refundpart SET vat = 0",
        "UPDATE sales_refund SET state = 'paid'",
        "DELETE FROM sales_refund",
        "TRUNCATE sales_refund CASCADE",
    ):
        with pytest.raises(DatabaseError):
            attack(statement)
    with pytest.raises(IntegrityError) as refusal:
        attack(
            "INSERT INTO sales_refundtender (refund_id, kind, amount, reference)"
            " SELECT id, 'cash', 5, '' FROM sales_refund"
        )
    assert rule(refusal) == "sales_refund_is_final"


def test_a_refund_that_is_paid_out_does_not_change_nor_go_away(one_back):
    for statement in (
        "UPDATE sales_refund SET total = 1",
        "UPDATE sales_refund SET number = 'X'",
        "UPDATE sales_refund SET document = '{}'",
        "UPDATE sales_refund SET decided_by_id = paid_by_id",
        "UPDATE sales_refund SET state = 'withdrawn'",
        "DELETE FROM sales_refund",
        "UPDATE sales_refundtender SET amount = 1",
        "DELETE FROM sales_refundtender",
    ):
        with pytest.raises(DatabaseError):
            attack(statement)
    assert Refund.objects.get().total == D("1070.00")


def test_more_does_not_go_back_by_card_than_came_by_card(one_back):
    with pytest.raises(IntegrityError) as refusal:
        attack(
            "INSERT INTO sales_refundtender (refund_id, kind, amount, reference)"
            " SELECT id, 'card', 5, '' FROM sales_refund; UPDATE sales_refund SET version = version"
        )
    assert rule(refusal) in ("sales_refund_adds_up", "sales_refund_by_original_way")


@pytest.mark.parametrize("state", ["partly_refunded", "refunded"])
def test_an_order_does_not_say_refunded_when_nothing_was(two, state):
    with pytest.raises(IntegrityError) as refusal:
        attack(f"UPDATE sales_order SET state = '{state}'")
    assert rule(refusal) == "sales_order_says_refunded"


def test_an_order_refunded_in_part_is_not_refunded(one_back):
    with pytest.raises(IntegrityError) as refusal:
        attack("UPDATE sales_order SET state = 'refunded'")
    assert rule(refusal) == "sales_order_says_refunded"


def test_a_draft_is_not_refunded(till, at):
    from modules.sales.public import draft_order

    draft_order(branch_id=till.branch.pk, lines=[line(till.serum)], by=till.cashier, at=at)
    with pytest.raises(IntegrityError) as refusal:
        attack(forged())
    assert rule(refusal) == "sales_refund_of_paid"
