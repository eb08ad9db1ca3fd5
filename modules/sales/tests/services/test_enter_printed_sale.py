"""Sales that a till printed without the server: entered always, once, under the number that was printed."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from modules.catalog.public import activate_price_list, create_price_list, price_in_list, retire_price_list
from modules.inventory.public import available, mismatches
from modules.ledger.public import balance_of, proofs
from modules.sales.data import PrintedSale, TenderIn, UsedNumbers
from modules.sales.errors import (
    DeviceUnknown,
    NotOffline,
    NumberNotNext,
    NumbersMissing,
    NumberTaken,
    PrintedDiffers,
    SessionNotOpen,
    TendersDoNotCover,
    TotalDiffers,
    UnknownProduct,
)
from modules.sales.models import (
    CashRounding,
    OfflineFinding,
    OfflineSale,
    Order,
    OrderLine,
    Receipt,
    RegisterDevice,
    Tender,
)
from modules.sales.public import close_register_session, count_drawer, open_register_session, start_count
from modules.sales.services.enter_printed_sale import enter_printed_sale
from modules.sales.services.hand_over_sale import hand_over_sale, write_off_numbers
from modules.sales.services.register_device import register_device
from modules.sales.services.settle_finding import settle_finding
from modules.sales.tests.conftest import cash, line

D = Decimal
KEY = UUID("00000000-0000-4000-8000-000000000001")
CODES = {"FACIAL": "EXEMPT", "SERUM": "VAT7", "PILL": "VAT7"}


@pytest.fixture
def device(till):
    return register_device(register_session=till.session.pk, key=KEY, used=[], by=till.cashier, at=till.at)


@pytest.fixture
def printed(till, device):
    """A serum for cash, printed as the device's first tax invoice: `printed(no=2, lines=[…], total="…")`."""

    def make(**changes):
        lines = changes.pop("lines", None) or [line(till.serum)]
        kind = changes.get("kind", "abbreviated")
        no = changes.get("no", 1)
        total = changes.pop("total", "1070.00")
        products = {product.pk: CODES[product.code] for product in (till.facial, till.serum, till.pill)}
        prefix = {"abbreviated": "TX", "plain": "RC"}[kind]
        values = {
            "device": KEY,
            "kind": kind,
            "year": till.session.business_on.year,
            "no": no,
            "number": f"{prefix}-STN-01-D1-26-{no:06d}",
            "register_session": till.session.pk,
            "sold_at": till.at,
            "cashier": till.cashier.pk,
            "lines": lines,
            "tax_codes": {each.key: products.get(each.product_id, "VAT7") for each in lines},
            "tenders": [cash(total)],
            "total": D(total),
            "content": {"no": no, "total": total},
        }
        return PrintedSale(**{**values, **changes})

    return make


@pytest.fixture
def enter(till):
    def make(sale, by=None):
        return enter_printed_sale(sale=sale, by=by or till.cashier, at=till.at)

    return make


def test_a_device_is_known_once_with_two_series_of_its_own(till, device):
    again = register_device(register_session=till.session.pk, key=KEY, used=[], by=till.cashier, at=till.at)
    other = register_device(register_session=till.session.pk, key=uuid4(), used=[], by=till.cashier, at=till.at)
    assert (again.pk, device.code, other.code) == (device.pk, "D1", "D2")
    prefixes = set(device.series.values_list("prefix", flat=True))
    assert prefixes == {"TX-STN-01-D1-26-", "RC-STN-01-D1-26-"}
    assert RegisterDevice.objects.count() == 2


def test_a_printed_sale_is_entered_with_its_number_its_entry_and_its_goods(till, printed, enter):
    tenders = [cash("70.00", "100.00"), TenderIn(kind="promptpay", amount=D("1000.00"), reference="A1")]
    entered = enter(printed(tenders=tenders))
    order = Order.objects.get(pk=entered.order_id)
    assert (order.number, order.state, order.total, order.change) == (
        "TX-STN-01-D1-26-000001",
        "paid",
        D("1070.00"),
        D("30.00"),
    )
    assert (order.business_on, order.paid_by_id, entered.findings) == (till.session.business_on, till.cashier.pk, [])
    assert balance_of("cash") == D("1070.00")
    assert balance_of("promptpay_clearing") == D("1000.00")
    assert balance_of("sales_retail") == D("-1000.00")
    assert balance_of("output_vat") == D("-70.00")
    assert balance_of("goods_cost") == D("400.00")
    assert available([till.serum.pk], till.branch.pk) == {till.serum.pk: D(9)}
    assert {row.difference for row in proofs()} == {D(0)}
    receipt = Receipt.objects.get()
    assert (receipt.number, receipt.kind, receipt.data["change"]) == ("TX-STN-01-D1-26-000001", "abbreviated", "30.00")


def test_cash_of_a_printed_sale_comes_in_the_steps_of_its_branch(till, printed, enter):
    CashRounding.objects.create(branch=till.branch, step=D("0.25"))
    enter(printed(lines=[line(till.pill, 2)], total="10.70", tenders=[cash("10.70", "20.00")]))
    found = Tender.objects.order_by("pk").values_list("kind", "amount", "tendered")
    assert list(found) == [("cash", D("10.75"), D("20.00")), ("rounding", D("-0.05"), D("-0.05"))]
    assert (balance_of("cash"), balance_of("rounding")) == (D("1010.75"), D("-0.05"))


def test_the_same_number_is_entered_once_and_never_for_another_sale(till, printed, enter, manager):
    first = enter(printed())
    assert enter(printed(), by=manager) == first
    assert Order.objects.count() == 1
    with pytest.raises(NumberTaken):
        enter(printed(content={"no": 1, "total": "another"}))


def test_numbers_arrive_one_after_another_each_kind_for_itself(till, printed, enter):
    with pytest.raises(NumberNotNext) as refusal:
        enter(printed(no=2))
    assert refusal.value.extra["next"] == 1
    enter(printed(lines=[line(till.facial)], kind="plain", total="1500.00"))
    enter(printed())
    enter(printed(no=2))
    assert sorted(OfflineSale.objects.values_list("number", flat=True)) == [
        "RC-STN-01-D1-26-000001",
        "TX-STN-01-D1-26-000001",
        "TX-STN-01-D1-26-000002",
    ]


def test_missing_stock_is_found_first_and_somebody_is_asked(till, printed, enter, manager, at):
    entered = enter(printed(lines=[line(till.serum, 12)], total="12840.00"))
    assert entered.findings == ["shortage"]
    assert available([till.serum.pk], till.branch.pk).get(till.serum.pk, D(0)) == D(0)
    assert mismatches() == []
    assert {row.difference for row in proofs()} == {D(0)}
    assert balance_of("goods_cost") == D("4800.00")  # ten at 400.00, and the two found at the same average
    assert balance_of("stock") == D("200.00")  # the pills
    finding = OfflineFinding.objects.get()
    assert (finding.product_id, finding.quantity, finding.state) == (till.serum.pk, D(2), "open")
    settled = settle_finding(offline_finding_id=finding.pk, note="A delivery was not booked", by=manager, at=at)
    assert (settled.state, settled.settled_by_id) == ("settled", manager.pk)


def test_the_price_as_printed_stands_and_somebody_is_asked(till, printed, enter):
    entered = enter(printed(lines=[line(till.serum, price="535.00")], total="535.00"))
    assert entered.findings == ["price"]
    assert Order.objects.get().vat == D("35.00")


def test_a_discount_above_the_limit_stands_and_somebody_is_asked(till, printed, enter):
    entered = enter(printed(lines=[line(till.serum, discount_percent=D(50))], total="535.00"))
    assert entered.findings == ["discount"]


def test_a_sale_arrives_under_a_later_login_and_names_both(till, printed, enter, manager):
    enter(printed(), by=manager)
    row = OfflineSale.objects.get()
    assert (row.sold_by_id, row.received_by_id) == (till.cashier.pk, manager.pk)
    assert Order.objects.get().paid_by_id == till.cashier.pk


def test_a_sale_arrives_while_its_session_is_counted(till, printed, enter, at):
    start_count(register_session_id=till.session.pk, by=till.cashier, at=at)
    enter(printed())
    assert Order.objects.get().register_session_id == till.session.pk


def test_z_waits_for_numbers_that_the_device_has_given(till, printed, enter, at):
    used = [UsedNumbers(kind="abbreviated", year=2026, last=1)]
    register_device(register_session=till.session.pk, key=KEY, used=used, by=till.cashier, at=at)
    start_count(register_session_id=till.session.pk, by=till.cashier, at=at)
    counted = [{"denomination": D(1000), "pieces": 2}, {"denomination": D(10), "pieces": 7}]
    count_drawer(register_session_id=till.session.pk, counted=counted, by=till.cashier, at=at)
    with pytest.raises(NumbersMissing) as refusal:
        close_register_session(register_session_id=till.session.pk, by=till.cashier, at=at)
    assert refusal.value.extra["missing"] == ["TX-STN-01-D1-26-000001"]
    enter(printed())
    closed = close_register_session(register_session_id=till.session.pk, by=till.cashier, at=at)
    assert (closed.state, closed.expected, closed.over_short) == ("closed", D("2070.00"), D("0.00"))


def test_a_sale_of_a_closed_session_waits_for_the_next_and_is_noted(till, printed, enter, at):
    start_count(register_session_id=till.session.pk, by=till.cashier, at=at)
    counted = [{"denomination": D(1000), "pieces": 1}]
    count_drawer(register_session_id=till.session.pk, counted=counted, by=till.cashier, at=at)
    close_register_session(register_session_id=till.session.pk, by=till.cashier, at=at)
    with pytest.raises(SessionNotOpen):
        enter(printed())
    opened = open_register_session(register_id=till.register.pk, float_amount=D(0), by=till.cashier, at=at)
    entered = enter(printed())
    assert entered.findings == ["late"]
    assert Order.objects.get().register_session_id == opened.pk
    assert OfflineSale.objects.get().register_session_id == till.session.pk


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"total": "1.00"}, TotalDiffers),
        ({"tenders": [cash("5.00")]}, TendersDoNotCover),
        ({"tenders": [TenderIn(kind="credit", amount=D("1070.00"))]}, NotOffline),
        ({"kind": "plain"}, PrintedDiffers),
        ({"number": "TX-STN-01-26-000001"}, PrintedDiffers),
        ({"tax_codes": {"k-SERUM": "NOPE"}}, PrintedDiffers),
        ({"cashier": 0}, PrintedDiffers),
        ({"device": uuid4()}, DeviceUnknown),
    ],
)
def test_what_cannot_be_true_is_refused_and_nothing_is_written(till, printed, enter, change, refusal):
    with pytest.raises(refusal):
        enter(printed(**change))
    assert not Order.objects.exists()
    assert not OfflineSale.objects.exists()


def test_an_unknown_product_is_refused_and_can_be_handed_over(till, printed, enter, manager, at):
    unknown = SimpleNamespace(pk=0, code="SERUM")
    with pytest.raises(UnknownProduct):
        enter(printed(lines=[line(unknown)]))
    given = {"device": KEY, "kind": "abbreviated", "year": 2026, "no": 1, "register_session": till.session.pk}
    more = {"sold_at": at, "cashier": till.cashier.pk, "reason": "unknown product", "content": {"lines": []}}
    row = hand_over_sale(**given, **more, by=till.cashier, at=at)
    assert hand_over_sale(**given, **more, by=till.cashier, at=at).pk == row.pk
    assert (row.number, row.order_id) == ("TX-STN-01-D1-26-000001", None)
    assert OfflineFinding.objects.get().kind == "handed_over"
    enter(printed(no=2))
    assert Order.objects.get().number == "TX-STN-01-D1-26-000002"


def test_numbers_of_a_lost_device_are_written_off_and_may_still_arrive(till, device, printed, enter, manager, at):
    used = [UsedNumbers(kind="abbreviated", year=2026, last=2)]
    register_device(register_session=till.session.pk, key=KEY, used=used, by=till.cashier, at=at)
    series = device.series.get(kind="abbreviated")
    session = till.session.pk
    found = write_off_numbers(device_series_id=series.pk, register_session=session, reason="lost", by=manager, at=at)
    assert (found.last, OfflineFinding.objects.count()) == (2, 2)
    enter(printed(no=2))
    assert OfflineSale.objects.get(no=2).order.total == D("1070.00")


@pytest.fixture
def members(till, at):
    """SERUM 963.00."""
    found = create_price_list(code="MEMBERS", name="Members", starts_on=date(2026, 11, 1), by=None, at=at)
    price_in_list(price_list_id=found.pk, product_id=till.serum.pk, price=D("963.00"), by=None, at=at)
    return activate_price_list(price_list_id=found.pk, by=None, at=at)


def test_a_sale_by_a_price_list_keeps_it(printed, enter, members, till):
    entered = enter(printed(lines=[line(till.serum, price="963.00")], total="963.00", price_list=members.pk))
    assert entered.findings == []
    assert Order.objects.get().price_list_id == members.pk
    assert OrderLine.objects.get().standard_price == D("1070.00")
    assert Receipt.objects.get().data["price_list"]["code"] == "MEMBERS"


def test_a_price_list_that_ended_meanwhile_leaves_a_finding(printed, enter, members, till, at):
    retire_price_list(price_list_id=members.pk, by=None, at=at)
    entered = enter(printed(lines=[line(till.serum, price="963.00")], total="963.00", price_list=members.pk))
    assert entered.findings == ["price"]
    assert (Order.objects.get().total, Order.objects.get().price_list_id) == (D("963.00"), None)
