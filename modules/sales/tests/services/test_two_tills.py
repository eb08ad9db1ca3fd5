"""With transactions that commit: lines that come late, the last unit at sixteen tills, numbers without a gap."""

import threading
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, connections, transaction

from erp.kernel.access.models import Branch, Company
from modules.catalog.public import activate_product, create_category, create_product
from modules.inventory.data import ReceiptIn
from modules.inventory.public import OutOfStock, available, mismatches, open_stock
from modules.ledger.public import balance_of
from modules.ledger.tests.books import TaxCode
from modules.ledger.tests.books import chart as seed_chart
from modules.patients import public as patients
from modules.sales.data import LineIn, RefundLineIn, TenderIn
from modules.sales.errors import CreditTooLittle, DrawerTooLow, NothingToRefund
from modules.sales.models import Order, OrderLine
from modules.sales.public import (
    cash_out,
    check_out,
    credit_of,
    open_register,
    open_register_session,
    refund_order,
    take_deposit,
)

AT = datetime(2026, 11, 20, 5, tzinfo=UTC)
D = Decimal


@pytest.fixture
def shop(committed_db):
    """Two registers open, five units of one product."""
    with transaction.atomic():
        seed_chart.load()
        branch = Branch.objects.create(code="STN", name="Sathorn", company=Company.objects.create(name="Lalita"))
        shelf = create_category(code="SKIN", name="Skin", name_th="", kind="retail")
        tax = TaxCode.objects.get(code="VAT7")
        values = {"code": "S", "kind": "retail", "name": "S", "category": shelf, "tax_code": tax, "tracks_stock": True}
        product = create_product(values=values, price=D("10.70"), starts_on=date(2026, 1, 1), by=None, at=AT)
        activate_product(product_id=product.pk, by=None, at=AT)
        open_stock(branch_id=branch.pk, lines=[ReceiptIn(product.pk, D(5), D(25))], by=None, at=AT)
        sessions = []
        for code in ("01", "02"):
            register = open_register(branch_id=branch.pk, code=code, name=code)
            sessions.append(open_register_session(register_id=register.pk, float_amount=D("53.50"), by=None, at=AT).pk)
    return product, branch, sessions


def sell(product, session):
    with transaction.atomic():
        return check_out(
            register_session=session,
            lines=[LineIn(key="a", product_id=product.pk, quantity=D(1), unit_price=D("10.70"))],
            tenders=[TenderIn(kind="cash", amount=D("10.70"))],
            expected_total=D("10.70"),
            by=None,
            at=AT,
        )


def test_sixteen_tills_sell_five_units_and_number_them_without_a_gap(shop):
    product, branch, sessions = shop
    outcomes: list[str] = []
    gate = threading.Barrier(16)

    def attempt(place: int) -> None:
        gate.wait()
        try:
            outcomes.append(sell(product, sessions[place % 2]).number)
        except OutOfStock:
            outcomes.append("out of stock")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt, args=(place,)) for place in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("out of stock") == 11
    numbers = sorted(outcome for outcome in outcomes if outcome != "out of stock")
    for register in ("01", "02"):
        mine = [number for number in numbers if f"-{register}-" in number]
        assert mine == [f"TX-STN-{register}-26-{place:06d}" for place in range(1, len(mine) + 1)]
    assert available([product.pk], branch.pk) == {product.pk: D(0)}
    assert balance_of("cash") == D("160.50")  # with two floats of 53.50
    assert mismatches() == []


def test_lines_do_not_slip_into_a_paid_order_later(shop):
    product, _branch, sessions = shop
    paid = sell(product, sessions[0])
    for statement in (
        f"DELETE FROM sales_taxpart USING sales_orderline l WHERE l.id = line_id AND l.order_id = {paid.order_id}",
        f"UPDATE sales_orderline SET quantity = 2 WHERE order_id = {paid.order_id}",
        "INSERT INTO sales_tender (order_id, kind, amount, tendered, reference)"
        f" VALUES ({paid.order_id}, 'cash', 1, 1, '')",
    ):
        with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert refusal.value.__cause__.diag.constraint_name == "sales_paid_is_final"
    assert Order.objects.get(pk=paid.order_id).total == D("10.70")


def test_eight_hands_in_one_drawer_take_what_it_holds_and_no_more(shop):
    _product, _branch, sessions = shop
    outcomes: list[str] = []
    gate = threading.Barrier(8)

    def attempt() -> None:
        gate.wait()
        try:
            with transaction.atomic():
                cash_out(register_session_id=sessions[0], amount=D("20.00"), reason="safe", by=None, at=AT)
            outcomes.append("taken")
        except DrawerTooLow:
            outcomes.append("not there")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (outcomes.count("taken"), outcomes.count("not there")) == (2, 6)
    assert balance_of("cash") == D("67.00")


def test_eight_tills_give_back_five_sold_units_and_number_them_without_a_gap(shop):
    product, branch, sessions = shop
    with transaction.atomic():
        paid = check_out(
            register_session=sessions[0],
            lines=[LineIn(key="a", product_id=product.pk, quantity=D(5), unit_price=D("10.70"))],
            tenders=[TenderIn(kind="cash", amount=D("53.50"))],
            expected_total=D("53.50"),
            by=None,
            at=AT,
        )
    line_id = OrderLine.objects.get().pk
    outcomes: list[str] = []
    gate = threading.Barrier(8)

    def attempt(place: int) -> None:
        gate.wait()
        try:
            with transaction.atomic():
                refund = refund_order(
                    order_id=paid.order_id,
                    register_session=sessions[place % 2],
                    lines=[RefundLineIn(line_id=line_id, quantity=D(1), goods="stock")],
                    tenders=[TenderIn(kind="cash", amount=D("10.70"))],
                    reason="x",
                    by=None,
                    at=AT,
                )
            outcomes.append(refund.number)
        except NothingToRefund:
            outcomes.append("nothing left")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("nothing left") == 3
    for register in ("01", "02"):
        mine = sorted(number for number in outcomes if f"-{register}-" in number)
        assert mine == [f"CN-STN-{register}-26-{place:06d}" for place in range(1, len(mine) + 1)]
    assert (Order.objects.get().state, balance_of("cash"), balance_of("output_vat")) == ("refunded", D("107.00"), D(0))
    assert available([product.pk], branch.pk) == {product.pk: D(5)}
    assert mismatches() == []


def test_eight_tills_spend_one_credit_once(shop):
    product, _branch, sessions = shop
    with transaction.atomic():
        patient = patients.register_patient(by=None, at=AT, first_name_th="มาลี", phone="081-555-0101")
        take_deposit(
            patient=patient.id,
            register_session=sessions[0],
            tenders=[TenderIn(kind="cash", amount=D("21.40"))],
            by=None,
            at=AT,
        )
    outcomes: list[str] = []
    gate = threading.Barrier(8)

    def attempt(place: int) -> None:
        gate.wait()
        try:
            with transaction.atomic():
                check_out(
                    register_session=sessions[place % 2],
                    lines=[LineIn(key="a", product_id=product.pk, quantity=D(1), unit_price=D("10.70"))],
                    tenders=[TenderIn(kind="credit", amount=D("10.70"))],
                    expected_total=D("10.70"),
                    patient=patient.id,
                    by=None,
                    at=AT,
                )
            outcomes.append("sold")
        except CreditTooLittle as refusal:
            outcomes.append(refusal.extra["left"])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["0.00"] * 6 + ["sold"] * 2
    assert (credit_of(patient.id), balance_of("customer_credit"), balance_of("cash")) == (D(0), D(0), D("128.40"))


def test_two_refunds_written_at_once_by_sql_do_not_give_back_more_than_was_sold(shop):
    """No service, no order of locks: the second waits for the first, and then sees it."""
    product, _branch, sessions = shop
    paid = sell(product, sessions[0])
    forged = (
        "INSERT INTO sales_refund (number, branch_id, order_id, state, kind, reason, total, vat, needs_approval,"
        " requested_at, decision_reason, document) SELECT '', branch_id, id, 'approved', 'credit_note', 'x', 10.70,"
        f" 0.70, false, now(), '', '{{}}' FROM sales_order WHERE id = {paid.order_id};"
        " WITH r AS (SELECT max(id) AS id FROM sales_refund WHERE written_xid = pg_current_xact_id()), l AS ("
        " INSERT INTO sales_refundline (refund_id, line_id, quantity, gross, kept, goods, cost)"
        " SELECT r.id, o.id, 1, 10.70, 0, '', 0 FROM r, sales_orderline o RETURNING id)"
        " INSERT INTO sales_refundpart (refund_line_id, tax_code_id, gross, net, vat)"
        " SELECT l.id, t.tax_code_id, 10.70, 10.00, 0.70 FROM l, sales_taxpart t"
    )
    outcomes: list[str] = []
    gate = threading.Barrier(2)

    def attempt() -> None:
        gate.wait()
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(forged)
            outcomes.append("written")
        except IntegrityError as refusal:
            outcomes.append(refusal.__cause__.diag.constraint_name)  # type: ignore[union-attr]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["sales_refund_within_sold", "written"]
