"""Lines given back: money, goods, books and drawer to the satang, never more than was sold, and told once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from erp.kernel.documents.refusals import NotAllowed, NotNow
from erp.kernel.events.models import OutboxEvent
from modules.inventory.public import available, mismatches
from modules.ledger.public import balance_of, proofs
from modules.ledger.tests.books import JournalEntry
from modules.sales.data import DiscountIn, RefundLineIn, TenderIn
from modules.sales.errors import (
    GoodsUndecided,
    NothingToRefund,
    RefundAboveLimit,
    RefundTenderInvalid,
    RefundTooMuch,
    RefundUndecided,
    SessionNotOpen,
    TendersDoNotCover,
)
from modules.sales.models import Order, OrderLine, Refund, RefundLine, RefundPart
from modules.sales.public import (
    approve_refund,
    pay_refund,
    refund_order,
    refunded_lines,
    refuse_refund,
    reopen_refund,
    request_refund,
    start_count,
    void_order,
    withdraw_refund,
)
from modules.sales.selectors.takings import drawer, session_report
from modules.sales.tests.conftest import cash, line

D = Decimal


def part(code, quantity=1, goods=""):
    return RefundLineIn(line_id=OrderLine.objects.get(product__code=code).pk, quantity=D(quantity), goods=goods)


@pytest.fixture
def give_back(till, manager, at):
    """Refund lines of the one order, in cash by a manager: `give_back(part("SERUM", 1, "stock"), total="1070.00")`."""

    def make(*lines, total="0.00", **changes):
        values = {
            "order_id": Order.objects.get().pk,
            "register_session": till.session.pk,
            "lines": lines,
            "tenders": [cash(total)] if D(total) else [],
            "reason": "did not suit",
            "by": manager,
            "at": at,
        }
        with transaction.atomic():  # as the door does: a refusal writes nothing
            return refund_order(**{**values, **changes})

    return make


def order_state():
    return Order.objects.get().state


def test_refund_order_returns_money_goods_and_books_and_cites_the_bill(till, sell, give_back):
    paid = sell(line(till.serum, 2), line(till.facial), total="3640.00")
    refund = give_back(part("SERUM", 1, "stock"), total="1070.00")
    assert (refund.state, refund.number, refund.kind) == ("paid", "CN-STN-01-26-000001", "credit_note")
    assert (refund.total, refund.vat, order_state()) == (D("1070.00"), D("70.00"), "partly_refunded")
    # one serum of 1,000.00 net and 70.00 VAT is left, and the facial; the drawer: 1,000 + 3,640 − 1,070
    assert balance_of("sales_retail") == D("-1000.00")
    assert balance_of("output_vat") == D("-70.00")
    assert balance_of("sales_treatment") == D("-1500.00")
    assert balance_of("cash") == drawer(till.session).expected == D("3570.00")
    assert (balance_of("goods_cost"), balance_of("stock")) == (D("400.00"), D("3800.00"))
    assert available([till.serum.pk], till.branch.pk) == {till.serum.pk: D(9)}
    assert {row.difference for row in proofs()} == {D(0)}
    assert mismatches() == []
    entry = JournalEntry.objects.get(source=refund.reference)
    assert (entry.source_number, entry.memo, entry.entry_on) == (refund.number, paid.number, refund.business_on)
    assert len(bytes(entry.source_digest)) == 32
    note = refund.document
    assert (note["original_number"], note["original_on"], note["reason"]) == (paid.number, "2026-11-20", "did not suit")
    assert (note["original_value"], note["right_value"], note["difference"]) == ("2000.00", "1000.00", "1000.00")
    assert OutboxEvent.objects.filter(type="sales.order.refunded.v1").count() == 1


def test_refund_order_of_all_lines_leaves_nothing_and_goods_may_be_lost(till, sell, give_back):
    sell(line(till.serum), line(till.pill, 20), line(till.facial), total="2677.00")
    give_back(part("SERUM", 1, "loss"), part("PILL", 20, "stock"), part("FACIAL"), total="2677.00")
    assert order_state() == "refunded"
    for role in ("sales_retail", "sales_drug", "sales_treatment", "output_vat", "goods_cost"):
        assert balance_of(role) == D("0.00"), role
    assert (balance_of("stock_loss"), balance_of("stock"), balance_of("cash")) == (
        D("400.00"),
        D("3800.00"),
        D("1000.00"),
    )
    assert available([till.serum.pk, till.pill.pk], till.branch.pk) == {till.serum.pk: D(9), till.pill.pk: D(100)}
    assert {row.difference for row in proofs()} == {D(0)}
    assert mismatches() == []


def test_what_was_given_back_before_goes_by_the_turn_not_by_the_hour(till, sell, give_back, at):
    """Two are asked for at nearly one hour, and paid one after the other, whichever was asked for first."""
    sell(line(till.serum, 3), total="3210.00")
    first = give_back(part("SERUM", 1, "stock"), total="1070.00", at=at + timedelta(seconds=1))
    second = give_back(part("SERUM", 1, "stock"), total="1070.00", at=at)
    before = [each.net_before for refund in (first, second) for each in refunded_lines(refund.pk)]
    assert before == [D("0.00"), D("1000.00")]


def test_refund_order_of_exempt_lines_only_is_a_refund_receipt_in_its_own_series(till, sell, give_back):
    sell(line(till.facial), line(till.serum), total="2570.00")
    refund = give_back(part("FACIAL"), total="1500.00")
    assert (refund.kind, refund.number, refund.vat) == ("refund_receipt", "RF-STN-01-26-000001", D("0.00"))
    second = give_back(part("SERUM", 1, "stock"), total="1070.00")
    assert second.number == "CN-STN-01-26-000001"


@pytest.mark.parametrize("pieces", [(1, 1, 1, 1, 1, 1, 1), (3, 1, 3), (2, 5), (7,)])
def test_refund_order_in_parts_returns_exactly_what_was_paid(till, sell, give_back, pieces):
    off = DiscountIn(amount=D("0.13"))  # 7 × 5.35 less 0.13 is 37.32: divides by nothing
    sell(line(till.pill, 7), order_discount=off, total="37.32")
    for at_once in pieces:
        planned = RefundLine.objects.count()
        left = D("37.32") - sum(RefundLine.objects.values_list("gross", flat=True), D(0))
        back = sum(pieces[:planned]) + at_once
        whole = (
            left if back == 7 else (D("37.32") * back / 7).quantize(D("0.01"), "ROUND_HALF_UP") - (D("37.32") - left)
        )
        give_back(part("PILL", at_once, "stock"), total=str(whole))
    parts = list(RefundPart.objects.values_list("gross", "net", "vat"))
    assert tuple(map(sum, zip(*parts, strict=True))) == (D("37.32"), D("34.88"), D("2.44"))
    assert order_state() == "refunded"
    for role in ("sales_drug", "output_vat", "goods_cost", "card_clearing"):
        assert balance_of(role) == D("0.00"), role
    assert (balance_of("cash"), balance_of("stock")) == (D("1000.00"), D("4200.00"))
    assert mismatches() == []


def test_refund_order_never_gives_back_more_than_was_sold(till, sell, give_back):
    sell(line(till.serum, 2), total="2140.00")
    give_back(part("SERUM", 1, "stock"), total="1070.00")
    for quantity in (2, "1.001", 0, -1):
        with pytest.raises(RefundTooMuch):
            give_back(part("SERUM", quantity, "stock"), total="2140.00")
    give_back(part("SERUM", 1, "stock"), total="1070.00")
    with pytest.raises(NothingToRefund):
        give_back(part("SERUM", 1, "stock"), total="1070.00")
    assert Refund.objects.count() == 2


def test_refund_order_asks_where_the_goods_go_and_for_at_least_one_line(till, sell, give_back):
    sell(line(till.serum), total="1070.00")
    with pytest.raises(GoodsUndecided):
        give_back(part("SERUM"), total="1070.00")
    with pytest.raises(NothingToRefund):
        give_back(total="1070.00")
    with pytest.raises(NothingToRefund):
        give_back(part("SERUM", 1, "stock"), part("SERUM", 1, "stock"), total="1070.00")


def test_refund_order_pays_back_in_cash_or_the_way_it_came_and_no_more_that_way(till, sell, give_back):
    split = [cash("70.00"), TenderIn(kind="card", amount=D("2070.00"), reference="A1")]
    sell(line(till.serum, 2), tenders=split, expected_total=D("2140.00"))
    one = part("SERUM", 1, "stock")
    with pytest.raises(RefundTenderInvalid):
        give_back(one, tenders=[TenderIn(kind="transfer", amount=D("1070.00"), reference="B1")])
    with pytest.raises(TendersDoNotCover):
        give_back(one, total="1000.00")
    with pytest.raises(RefundTenderInvalid):
        give_back(one, tenders=[cash("1070.00", "1100.00")])
    give_back(one, tenders=[TenderIn(kind="card", amount=D("1070.00"), reference="A1")])
    with pytest.raises(RefundTenderInvalid):
        give_back(one, tenders=[TenderIn(kind="card", amount=D("1070.00"), reference="A1")])
    give_back(one, tenders=[cash("70.00"), TenderIn(kind="card", amount=D("1000.00"), reference="A1")])
    assert (balance_of("cash"), balance_of("card_clearing")) == (D("1000.00"), D("0.00"))


def test_a_cashier_gives_back_a_little_alone_and_all_refunds_of_the_bill_count(till, sell, give_back):
    sell(line(till.pill, 100), total="535.00")
    give_back(part("PILL", 50, "stock"), total="267.50", by=till.cashier)
    with pytest.raises(RefundAboveLimit) as refused:
        give_back(part("PILL", 50, "stock"), total="267.50", by=till.cashier)
    assert refused.value.extra == {"limit": "500.00", "total": "535.00"}
    assert Refund.objects.count() == 1


def test_a_refund_waits_for_a_manager_and_then_is_paid_by_the_cashier(till, sell, manager, at):
    paid = sell(line(till.serum), total="1070.00")
    asked = {"order_id": paid.order_id, "lines": [part("SERUM", 1, "loss")], "reason": "rash", "by": till.cashier}
    refund = request_refund(**asked, at=at)
    assert (refund.state, refund.number, order_state()) == ("requested", "", "paid")
    with pytest.raises(RefundUndecided):
        request_refund(**asked, at=at)
    paying = {"refund_id": refund.pk, "register_session": till.session.pk, "tenders": [cash("1070.00")]}
    with pytest.raises(NotNow, match=r"sales\.refund\.pay"):
        pay_refund(**paying, by=till.cashier, at=at)
    with pytest.raises(NotAllowed):
        approve_refund(refund_id=refund.pk, by=till.cashier, at=at)
    assert approve_refund(refund_id=refund.pk, by=manager, at=at, reason="seen it").decided_by == manager
    done = pay_refund(**paying, by=till.cashier, at=at)
    assert (done.state, order_state(), balance_of("stock_loss")) == ("paid", "refunded", D("400.00"))
    with pytest.raises(NotNow, match=r"sales\.refund\.pay"):
        pay_refund(**paying, by=till.cashier, at=at)
    with pytest.raises(NotNow):
        reopen_refund(refund_id=refund.pk, by=manager, at=at)
    told = OutboxEvent.objects.filter(type="sales.refund.decided.v1").order_by("pk")
    assert [event.data["outcome"] for event in told] == ["approved", "paid"]


def test_a_manager_who_asked_does_not_decide(till, sell, manager, at):
    paid = sell(line(till.serum), total="1070.00")
    refund = request_refund(order_id=paid.order_id, lines=[part("SERUM", 1, "stock")], reason="x", by=manager, at=at)
    with pytest.raises(NotAllowed):
        approve_refund(refund_id=refund.pk, by=manager, at=at)


@pytest.mark.parametrize("end", [refuse_refund, withdraw_refund])
def test_a_refund_refused_or_withdrawn_frees_its_lines(till, sell, manager, at, give_back, end):
    paid = sell(line(till.serum), total="1070.00")
    one = part("SERUM", 1, "stock")
    refund = request_refund(order_id=paid.order_id, lines=[one], reason="x", by=till.cashier, at=at)
    with pytest.raises(NothingToRefund):
        give_back(one, total="1070.00")
    end(refund_id=refund.pk, by=manager, at=at)
    give_back(one, total="1070.00")
    assert order_state() == "refunded"


def test_a_voided_bill_takes_its_open_refund_with_it_and_a_refunded_one_is_not_voided(
    till, sell, manager, at, give_back
):
    paid = sell(line(till.serum, 2), total="2140.00")
    refund = request_refund(
        order_id=paid.order_id, lines=[part("SERUM", 1, "stock")], reason="x", by=till.cashier, at=at
    )
    void_order(order_id=paid.order_id, reason="wrong", by=manager, at=at)
    assert Refund.objects.get(pk=refund.pk).state == "withdrawn"
    with pytest.raises(NothingToRefund):
        give_back(part("SERUM", 1, "stock"), total="1070.00")


def test_a_bill_refunded_in_part_is_not_voided(till, sell, manager, at, give_back):
    paid = sell(line(till.serum, 2), total="2140.00")
    give_back(part("SERUM", 1, "stock"), total="1070.00")
    with pytest.raises(NotNow, match=r"sales\.order\.void"):
        void_order(order_id=paid.order_id, reason="wrong", by=manager, at=at)


def test_no_refund_out_of_a_drawer_that_is_counted(till, sell, at, give_back):
    sell(line(till.serum), total="1070.00")
    start_count(register_session_id=till.session.pk, by=till.cashier, at=at)
    with pytest.raises(SessionNotOpen):
        give_back(part("SERUM", 1, "stock"), total="1070.00")


def test_the_reports_of_the_shift_take_refunds_off(till, sell, give_back):
    split = [cash("1000.00"), TenderIn(kind="card", amount=D("2640.00"), reference="A1")]
    paid = sell(line(till.serum, 2), line(till.facial), tenders=split, expected_total=D("3640.00"))
    card = TenderIn(kind="card", amount=D("70.00"), reference="A1")
    refund = give_back(part("SERUM", 1, "stock"), tenders=[cash("1000.00"), card])
    report = session_report(till.session, z=False)
    assert (report["sales_total"], report["refund_count"], report["refund_total"]) == (D("3640.00"), 1, D("1070.00"))
    assert (report["exempt"], report["taxable"], report["vat"]) == (D("1500.00"), D("1000.00"), D("70.00"))
    assert report["net_takings"] == D("2570.00")
    moved = [(each["kind"], each["amount"], each["refunded"], each["count"]) for each in report["tenders"]]
    assert moved == [("card", D("2570.00"), D("70.00"), 1), ("cash", D("0.00"), D("1000.00"), 1)]
    (row,) = report["refunds"]
    assert row == {
        "number": refund.number,
        "original": paid.number,
        "total": D("1070.00"),
        "reason": "did not suit",
        "tenders": "cash,card",
    }
    assert (drawer(till.session).refunds, drawer(till.session).expected) == (D("1000.00"), D("1000.00"))
