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
from modules.sales.data import LineIn, TenderIn
from modules.sales.models import Order
from modules.sales.public import check_out, open_register, open_register_session

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
            sessions.append(open_register_session(register_id=register.pk, float_amount=D(0), by=None, at=AT).pk)
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
    assert balance_of("cash") == D("53.50")
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
