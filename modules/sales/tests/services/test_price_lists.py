"""Bills by a price list: its prices, the standard one for the rest, kept as sold.

SERUM 1,070.00 costs members 963.00.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from modules.catalog.public import (
    PriceListNotInForce,
    activate_price_list,
    add_price_list_branch,
    create_price_list,
    price_in_list,
    price_product,
    retire_price_list,
)
from modules.ledger.public import balance_of
from modules.sales.data import ChargeIn, LineIn
from modules.sales.errors import PriceDiffers, TotalDiffers
from modules.sales.models import Order, OrderLine, Receipt
from modules.sales.public import draft_from_charges, draft_order
from modules.sales.tests.conftest import cash, line
from modules.sales.tests.models.test_attack_by_sql import attack, rule

D = Decimal


@pytest.fixture
def members(till, at):
    """SERUM 963.00, FACIAL 1,200.00; PILL is not named."""
    found = create_price_list(
        code="MEMBERS", name="Members", name_th="สมาชิก", starts_on=date(2026, 11, 1), by=None, at=at
    )
    for product, price in ((till.serum, "963.00"), (till.facial, "1200.00")):
        price_in_list(price_list_id=found.pk, product_id=product.pk, price=D(price), by=None, at=at)
    return activate_price_list(price_list_id=found.pk, by=None, at=at)


def test_a_bill_by_a_list_takes_its_prices_and_the_standard_one_for_the_rest(till, sell, members):
    lines = [line(till.serum, price="963.00"), line(till.pill, 2), line(till.facial, price="1200.00")]
    paid = sell(*lines, total="2173.70", price_list=members.pk)
    order = Order.objects.get(pk=paid.order_id)
    assert (order.price_list_id, order.total, order.vat) == (members.pk, D("2173.70"), D("63.70"))
    rows = OrderLine.objects.order_by("position").values_list("unit_price", "standard_price", "gross")
    assert list(rows) == [
        (D("963.00"), D("1070.00"), D("963.00")),
        (D("5.35"), None, D("10.70")),
        (D("1200.00"), D("1500.00"), D("1200.00")),
    ]
    assert (balance_of("sales_retail"), balance_of("sales_treatment")) == (D("-900.00"), D("-1200.00"))
    printed = Receipt.objects.get().data
    assert printed["price_list"] == {"code": "MEMBERS", "name_en": "Members", "name_th": "สมาชิก"}
    assert [one["standard_price"] for one in printed["lines"]] == ["1070.00", None, "1500.00"]


def test_the_server_decides_the_price(till, sell, members):
    with pytest.raises(PriceDiffers) as refusal, transaction.atomic():
        sell(line(till.serum), total="1070.00", price_list=members.pk)
    assert refusal.value.extra["price"] == "963.00"
    with pytest.raises(PriceDiffers), transaction.atomic():
        sell(line(till.serum, price="963.00"), total="963.00")
    with pytest.raises(TotalDiffers), transaction.atomic():
        sell(line(till.serum, price="963.00"), total="962.99", price_list=members.pk)
    assert not Order.objects.exists()


def test_a_list_that_is_not_in_force_sells_nothing(till, sell, members, other_branch, at):
    def by_list():
        with transaction.atomic():
            sell(line(till.serum, price="963.00"), total="963.00", price_list=members.pk)

    add_price_list_branch(price_list_id=members.pk, branch=other_branch, by=None, at=at)
    with pytest.raises(PriceListNotInForce):
        by_list()
    add_price_list_branch(price_list_id=members.pk, branch=till.branch, by=None, at=at)
    by_list()
    retire_price_list(price_list_id=members.pk, by=None, at=at)
    with pytest.raises(PriceListNotInForce):
        by_list()
    with pytest.raises(PriceListNotInForce):
        draft_order(
            branch_id=till.branch.pk,
            lines=[line(till.serum, price="963.00")],
            price_list=members.pk,
            by=till.cashier,
            at=at,
        )


def test_what_was_sold_keeps_its_price_when_the_list_changes(till, sell, members, at):
    sell(line(till.serum, price="963.00"), total="963.00", price_list=members.pk)
    today = date(2026, 11, 20)
    price_in_list(
        price_list_id=members.pk, product_id=till.serum.pk, price=D("500.00"), starts_on=today, by=None, at=at
    )
    price_product(product_id=till.serum.pk, price=D("2000.00"), starts_on=today, by=None, at=at)
    assert OrderLine.objects.values_list("unit_price", "standard_price").get() == (D("963.00"), D("1070.00"))
    sell(line(till.serum, price="500.00", key="b"), total="500.00", price_list=members.pk)


def test_a_charge_costs_what_the_visit_said_unless_the_list_names_it(till, sell, members, patient, at):
    def charge(product, price, place):
        return ChargeIn(source=f"v:{place}", product_id=product.pk, quantity=D(1), unit_price=D(price))

    visit = {"source": "visit:1", "branch_id": till.branch.pk, "patient_id": patient.id, "by": None, "at": at}
    charges = [charge(till.facial, "1400.00", 1), charge(till.pill, "6.00", 2)]
    order = draft_from_charges(charges=charges, **visit)

    def lines(facial):
        return [
            LineIn(key="v:1", product_id=till.facial.pk, quantity=D(1), unit_price=D(facial)),
            LineIn(key="v:2", product_id=till.pill.pk, quantity=D(1), unit_price=D("6.00")),
        ]

    draft = {"branch_id": till.branch.pk, "order_id": order.pk, "by": till.cashier, "at": at}
    drafted = draft_order(lines=lines("1200.00"), price_list=members.pk, **draft)
    assert (drafted.price_list_id, drafted.total) == (members.pk, D("1206.00"))
    again = draft_from_charges(charges=charges, **visit)
    assert again.total == D("1206.00")
    back = draft_order(lines=lines("1400.00"), **draft)
    assert (back.price_list_id, back.total) == (None, D("1406.00"))
    paid = sell(*lines("1200.00"), total="1206.00", order_id=order.pk, patient=patient.id, price_list=members.pk)
    rows = OrderLine.objects.filter(order=paid.order_id).order_by("position")
    assert [row.standard_price for row in rows] == [D("1400.00"), None]


def test_a_bill_by_a_list_costs_one_statement_more(till, sell, members, django_assert_num_queries):
    sell(line(till.facial, price="1200.00"), total="1200.00", price_list=members.pk)
    with django_assert_num_queries(21):  # without shares one less than with them
        sell(line(till.serum), total="1070.00")
    with django_assert_num_queries(22):
        sell(line(till.serum, price="963.00"), total="963.00", price_list=members.pk)


def test_attack_a_bill_keeps_the_list_that_it_was_sold_by(till, sell, members, at):
    sell(line(till.serum, price="963.00"), total="963.00", price_list=members.pk)
    with pytest.raises(IntegrityError) as refusal:
        attack("UPDATE sales_order SET price_list_id = NULL")
    assert rule(refusal) == "sales_paid_is_final"
    draft_order(branch_id=till.branch.pk, lines=[line(till.facial)], by=till.cashier, at=at)
    retire_price_list(price_list_id=members.pk, by=None, at=at)
    with pytest.raises(IntegrityError) as refusal:
        attack(
            "UPDATE sales_order SET state = 'paid', number = 'X', paid_at = now(), business_on = o.business_on,"
            " register_session_id = o.register_session_id, price_list_id = o.price_list_id"
            " FROM (SELECT * FROM sales_order WHERE state = 'paid') o WHERE sales_order.state = 'draft'"
        )
    assert rule(refusal) == "sales_order_by_list_in_force"


def test_attack_a_list_that_sold_is_not_taken_away(till, sell, members):
    sell(line(till.serum, price="963.00"), tenders=[cash("963.00")], expected_total=D("963.00"), price_list=members.pk)
    for table in ("catalog_pricelist", "catalog_priceentry"):
        with pytest.raises(Exception, match="permission denied"):
            attack(f"DELETE FROM {table}")
