"""Checkout: one transaction that sells, takes the money, moves the stock and posts."""

from decimal import Decimal

import pytest
from django.db import transaction

from erp.kernel.access.models import Staff
from erp.kernel.events.models import OutboxEvent
from modules.inventory.data import ReceiptIn
from modules.inventory.public import OutOfStock, available, mismatches, open_stock
from modules.ledger.public import balance_of, proofs
from modules.ledger.tests.books import JournalEntry
from modules.sales.data import DiscountIn, ShareIn, TenderIn
from modules.sales.errors import (
    DiscountAboveLimit,
    DiscountInvalid,
    NothingToSell,
    PriceDiffers,
    SessionNotOpen,
    SessionNotYours,
    SharesDoNotAddUp,
    TenderInvalid,
    TendersDoNotCover,
    TotalDiffers,
    UnknownProduct,
)
from modules.sales.models import Order, OrderLine, Receipt, TaxPart
from modules.sales.public import paid_lines, sale_of
from modules.sales.tests.conftest import cash, line

D = Decimal


def test_check_out_of_a_mixed_bill_posts_stores_and_numbers_it(till, sell):
    paid = sell(line(till.facial), line(till.serum), line(till.pill, 20), total="2677.00")
    assert (paid.number, paid.total, paid.change) == ("TX-STN-01-26-000001", D("2677.00"), D("0.00"))
    order = Order.objects.get(pk=paid.order_id)
    assert (order.state, order.subtotal, order.vat) == ("paid", D("2677.00"), D("77.00"))
    assert balance_of("cash") == D("3677.00")
    assert balance_of("sales_treatment") == D("-1500.00")
    assert balance_of("sales_retail") == D("-1000.00")
    assert balance_of("sales_drug") == D("-100.00")
    assert balance_of("output_vat") == D("-77.00")
    assert balance_of("goods_cost") == D("440.00")  # serum 4,000.00 ÷ 10, pills 200.00 × 20 ÷ 100
    assert available([till.serum.pk, till.pill.pk], till.branch.pk) == {till.serum.pk: D(9), till.pill.pk: D(80)}
    differences = {row.code: row.difference for row in proofs()}
    assert {"inventory.stock", "sales.drawers"} <= differences.keys()
    assert set(differences.values()) == {D(0)}
    assert mismatches() == []
    assert OutboxEvent.objects.filter(type="sales.order.paid.v1").count() == 1


def test_check_out_spreads_vat_once_per_code_over_the_lines(till, sell):
    sell(*[line(till.pill, 1, key=f"k{n}") for n in range(3)], total="16.05")
    parts = list(TaxPart.objects.order_by("pk").values_list("gross", "net", "vat"))
    assert [gross for gross, _net, _vat in parts] == [D("5.35")] * 3
    assert sum(vat for _gross, _net, vat in parts) == D("1.05")
    assert all(net + vat == gross for gross, net, vat in parts)


def test_check_out_gives_change_and_splits_tenders(till, sell):
    tenders = [cash("70.00", "100.00"), TenderIn(kind="promptpay", amount=D("1000.00"), reference="A1B2C3")]
    paid = sell(line(till.serum), tenders=tenders, expected_total=D("1070.00"))
    assert paid.change == D("30.00")
    assert balance_of("cash") == D("1070.00")
    assert balance_of("promptpay_clearing") == D("1000.00")
    assert [tender["kind"] for tender in paid.receipt["tenders"]] == ["cash", "promptpay"]


def test_check_out_of_exempt_lines_only_prints_a_plain_receipt_of_its_own_series(till, sell):
    paid = sell(line(till.facial), total="1500.00")
    assert (paid.number, paid.receipt["title_en"]) == ("RC-STN-01-26-000001", "Receipt")
    assert Receipt.objects.get().kind == "plain"


def test_check_out_with_discounts_spreads_the_orders_over_the_lines(till, sell):
    lines = [line(till.facial, discount_percent=D(5)), line(till.serum)]
    paid = sell(*lines, total="2400.00", order_discount=DiscountIn(amount=D("95.00")))
    stored = {row.product_id: row for row in OrderLine.objects.filter(order_id=paid.order_id)}
    facial, serum = stored[till.facial.pk], stored[till.serum.pk]
    assert (facial.line_discount, facial.discount, facial.gross) == (D("75.00"), D("129.26"), D("1370.74"))
    assert (serum.line_discount, serum.discount, serum.gross) == (D("0.00"), D("40.74"), D("1029.26"))


def test_check_out_keeps_who_sold_it(till, sell):
    a, b = (Staff.objects.create(name=name, branch=till.branch) for name in ("Anong", "Boon"))
    shares = [ShareIn(staff_id=a.pk, percent=D(60)), ShareIn(staff_id=b.pk, percent=D(40))]
    paid = sell(line(till.serum, shares=shares), total="1070.00")
    (sold,) = paid_lines(paid.order_id)
    assert [(share.staff_id, share.percent) for share in sold.shares] == [(a.pk, D(60)), (b.pk, D(40))]
    assert (sold.net, sold.vat, sold.covered) == (D("1000.00"), D("70.00"), False)
    assert sale_of(paid.order_id).number == paid.number
    with pytest.raises(SharesDoNotAddUp):
        sell(line(till.serum, shares=shares[:1]), total="1070.00")


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (TotalDiffers, {"expected_total": D("1000.00")}),
        (TendersDoNotCover, {"tenders": [cash("1000.00")]}),
        (TendersDoNotCover, {"tenders": []}),
        (TenderInvalid, {"tenders": [TenderIn(kind="card", amount=D("1070.00"), tendered=D("1100.00"))]}),
        (TenderInvalid, {"tenders": [TenderIn(kind="promptpay", amount=D("1070.00"))]}),
        (TenderInvalid, {"tenders": [TenderIn(kind="shells", amount=D("1070.00"))]}),
        (NothingToSell, {"lines": []}),
        (SessionNotOpen, {"register_session": 0}),
    ],
)
def test_check_out_refused_writes_nothing(till, sell, refusal, changes):
    with pytest.raises(refusal), transaction.atomic():
        sell(line(till.serum), total="1070.00", **changes)
    assert not Order.objects.exists()
    assert available([till.serum.pk], till.branch.pk)[till.serum.pk] == D(10)


def test_check_out_says_both_totals(till, sell):
    with pytest.raises(TotalDiffers) as refusal:
        sell(line(till.serum), total="1.00")
    assert refusal.value.extra == {"expected_total": "1.00", "total": "1070.00"}


def test_check_out_of_what_is_not_on_sale_is_refused(till, sell, product_of):
    with pytest.raises(UnknownProduct):
        sell(line(product_of("retail", "NEW", price=None), price="1.00"), total="1.00")
    with pytest.raises(PriceDiffers):
        sell(line(till.serum, price="1.00"), total="1.00")
    with pytest.raises(DiscountInvalid):
        sell(line(till.serum, discount_amount=D("2000.00")), total="0.00")


def test_check_out_above_the_cashiers_limit_is_refused_and_a_manager_may(till, sell, manager):
    generous = line(till.serum, discount_percent=D(20))
    with pytest.raises(DiscountAboveLimit) as refusal, transaction.atomic():
        sell(generous, total="856.00")
    assert refusal.value.extra["limit_percent"] == "10"
    assert sell(generous, total="856.00", by=manager).total == D("856.00")


def test_check_out_of_more_than_there_is_is_refused(till, sell):
    with pytest.raises(OutOfStock), transaction.atomic():
        sell(line(till.serum, 11), total="11770.00")
    assert not Order.objects.exists()


def test_check_out_in_another_cashiers_drawer_is_refused(till, sell, user_of):
    with pytest.raises(SessionNotYours):
        sell(line(till.serum), total="1070.00", by=user_of("cashier", "2"))


def test_check_out_of_a_bill_of_nothing_posts_nothing(till, sell, product_of):
    gift = product_of("treatment", "GIFT", "0.00")
    paid = sell(line(gift, price="0.00"), total="0.00")
    assert paid.number == "RC-STN-01-26-000001"
    assert not JournalEntry.objects.filter(source=f"sales.order:{paid.order_id}").exists()


@pytest.mark.parametrize("how_many", [1, 3, 20])
def test_check_out_takes_the_same_statements_whatever_the_lines(
    till, sell, product_of, at, django_assert_num_queries, how_many
):
    products = [product_of("retail", f"P{n}", "107.00", tracks_stock=True) for n in range(how_many)]
    receipts = [ReceiptIn(product.pk, D(5), D("50.00")) for product in products]
    open_stock(branch_id=till.branch.pk, lines=receipts, by=None, at=at, source="inventory.opening:test")
    sell(line(till.serum), total="1070.00")  # what is read once a process is read now
    total = D("107.00") * how_many
    shares = [ShareIn(staff_id=Staff.objects.create(name="Anong", branch=till.branch).pk, percent=D(100))]
    lines = [line(product, price="107.00", shares=shares) for product in products]
    with django_assert_num_queries(22):
        sell(*lines, tenders=[cash(str(total))], expected_total=total)
