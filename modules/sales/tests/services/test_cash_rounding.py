"""Cash in steps of a coin: drawer, paper and books agree to the satang, whatever way the money goes. Float 1,000.00."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from modules.ledger.public import balance_of, proofs
from modules.sales.data import CollectIn, RefundLineIn, TenderIn
from modules.sales.errors import DrawerTooLow, TenderInvalid
from modules.sales.models import CashRounding, OrderLine, Receipt, Refund, RefundTender, RemittanceTender, Tender
from modules.sales.public import (
    add_customer,
    approve_customer,
    cash_out,
    close_register_session,
    collect,
    count_drawer,
    pay_back_deposit,
    refund_order,
    start_count,
    void_order,
)
from modules.sales.selectors.refundable import ways_back
from modules.sales.selectors.takings import drawer, session_report
from modules.sales.tests.conftest import cash, line
from modules.sales.tests.models.test_attack_by_sql import attack, rule

D = Decimal


@pytest.fixture
def quarters(till):
    """The branch takes cash in steps of 0.25."""
    return CashRounding.objects.create(branch=till.branch, step=D("0.25"))


def tenders(model=Tender):
    return [(row.kind, row.amount, row.tendered) for row in model.objects.order_by("pk")]


def proved():
    return {row.difference for row in proofs()} == {D(0)}


def test_no_setting_no_rounding(till, sell):
    sell(line(till.pill, 2), total="10.70")
    assert tenders() == [("cash", D("10.70"), D("10.70"))]


def test_a_bill_in_cash_is_rounded_up_and_the_rest_is_a_gain(till, sell, quarters):
    paid = sell(line(till.pill, 2), tenders=[cash("10.70", "20.00")], expected_total=D("10.70"))
    assert tenders() == [("cash", D("10.75"), D("20.00")), ("rounding", D("-0.05"), D("-0.05"))]
    assert (paid.total, paid.change) == (D("10.70"), D("9.25"))
    assert (balance_of("cash"), balance_of("rounding")) == (D("1010.75"), D("-0.05"))
    assert (balance_of("sales_drug"), balance_of("output_vat")) == (D("-10.00"), D("-0.70"))
    assert drawer(till.session).expected == D("1010.75")
    assert [(row["kind"], row["amount"]) for row in Receipt.objects.get().data["tenders"]] == [
        ("cash", "10.75"),
        ("rounding", "-0.05"),
    ]
    assert proved()


def test_a_bill_in_cash_is_rounded_down_and_the_rest_is_a_loss(till, sell, quarters):
    sell(line(till.pill), tenders=[cash("5.35", "5.25")], expected_total=D("5.35"))
    assert tenders() == [("cash", D("5.25"), D("5.25")), ("rounding", D("0.10"), D("0.10"))]
    assert (balance_of("cash"), balance_of("rounding")) == (D("1005.25"), D("0.10"))
    assert proved()


def test_only_the_cash_part_is_rounded(till, sell, quarters):
    card = TenderIn(kind="card", amount=D("3.33"))
    sell(line(till.pill, 2), tenders=[card, cash("7.37", "10.00")], expected_total=D("10.70"))
    assert tenders() == [
        ("card", D("3.33"), D("3.33")),
        ("cash", D("7.25"), D("10.00")),
        ("rounding", D("0.12"), D("0.12")),
    ]
    sell(line(till.pill, 2), tenders=[TenderIn(kind="card", amount=D("10.70"))], expected_total=D("10.70"))
    assert Tender.objects.filter(kind="rounding").count() == 1


def test_cash_in_pieces_is_rounded_once(till, sell, quarters):
    sell(line(till.pill, 2), tenders=[cash("5.10"), cash("5.60")], expected_total=D("10.70"))
    assert tenders() == [
        ("cash", D("5.10"), D("5.10")),
        ("cash", D("5.65"), D("5.65")),
        ("rounding", D("-0.05"), D("-0.05")),
    ]


def test_the_change_is_of_the_last_piece(till, sell, quarters):
    paid = sell(line(till.pill, 2), tenders=[cash("8.10"), cash("2.60", "5.00")], expected_total=D("10.70"))
    assert (paid.change, tenders()[1]) == (D("2.35"), ("cash", D("2.65"), D("5.00")))


def test_a_step_of_one_baht_may_leave_nothing_to_pay(till, sell, quarters):
    quarters.step = D("1.00")
    quarters.save()
    card = TenderIn(kind="card", amount=D("10.30"))
    sell(line(till.pill, 2), tenders=[card, cash("0.40")], expected_total=D("10.70"))
    assert tenders() == [("card", D("10.30"), D("10.30")), ("rounding", D("0.40"), D("0.40"))]
    assert (balance_of("cash"), balance_of("rounding")) == (D("1000.00"), D("0.40"))


def test_nobody_pays_with_rounding_nor_hands_less_than_the_step_allows(till, sell, quarters):
    for given in (
        [TenderIn(kind="rounding", amount=D("0.10")), cash("10.60")],
        [cash("10.70", "10.50")],
        [cash("10.70", "10.71")],
    ):
        with pytest.raises(TenderInvalid), transaction.atomic():
            sell(line(till.pill, 2), tenders=given, expected_total=D("10.70"))
    assert not Tender.objects.exists()


def test_a_cash_refund_and_a_void_take_out_what_came_in(till, sell, quarters, manager, at):
    paid = sell(line(till.pill, 2), tenders=[cash("10.70")], expected_total=D("10.70"))
    assert ways_back(paid.order_id) == {"cash": D("10.75")}
    refund_order(
        order_id=paid.order_id,
        register_session=till.session.pk,
        lines=[RefundLineIn(line_id=OrderLine.objects.get().pk, quantity=D(1), goods="loss")],
        tenders=[cash("5.35")],
        reason="x",
        by=manager,
        at=at,
    )
    assert [(row.kind, row.amount) for row in RefundTender.objects.order_by("pk")] == [
        ("cash", D("5.25")),
        ("rounding", D("0.10")),
    ]
    assert [row["amount"] for row in Refund.objects.get().document["tenders"]] == ["5.25", "0.10"]
    assert (balance_of("cash"), balance_of("rounding"), drawer(till.session).expected) == (
        D("1005.50"),
        D("-0.15"),
        D("1005.50"),
    )
    again = sell(line(till.pill, 2), tenders=[cash("10.70")], expected_total=D("10.70"))
    void_order(order_id=again.order_id, reason="wrong", by=manager, at=at)
    assert (balance_of("cash"), balance_of("rounding")) == (D("1005.50"), D("-0.15"))
    assert proved()


def test_deposits_and_what_is_paid_back_of_them_are_rounded_likewise(till, leave, quarters, patient, manager, at):
    leave("100.10")
    assert tenders(RemittanceTender) == [("cash", D("100.00"), D("100.00")), ("rounding", D("0.10"), D("0.10"))]
    assert (balance_of("customer_credit"), balance_of("cash"), balance_of("rounding")) == (
        D("-100.10"),
        D("1100.00"),
        D("0.10"),
    )
    given = {"patient": patient.id, "register_session": till.session.pk, "by": manager, "at": at, "note": "x"}
    pay_back_deposit(tenders=[cash("100.10")], **given)
    assert (balance_of("customer_credit"), balance_of("cash"), balance_of("rounding")) == (D(0), D("1000.00"), D(0))
    assert proved()


@pytest.fixture
def company(till, manager, at):
    """A company that may owe 2,500.00."""
    asked = add_customer(
        name="Siam Wellness Co., Ltd.",
        tax_id="0105561234560",
        tax_branch_code="00000",
        address="1 Sathorn Road, Bangkok",
        credit_days=30,
        credit_limit=D("2500.00"),
        by=till.cashier,
        at=at,
    )
    return approve_customer(customer_id=asked.pk, by=manager, at=at)


def test_a_collection_in_cash_is_rounded_likewise(till, sell, quarters, company, at):
    owed = TenderIn(kind="on_account", amount=D("10.70"), customer=company.pk)
    paid = sell(line(till.pill, 2), tenders=[owed], expected_total=D("10.70"))
    collect(
        customer_id=company.pk,
        register_session=till.session.pk,
        lines=[CollectIn(order_id=paid.order_id, amount=D("10.70"))],
        tenders=[cash("10.70", "11.00")],
        by=till.cashier,
        at=at,
    )
    assert tenders(RemittanceTender) == [("cash", D("10.75"), D("11.00")), ("rounding", D("-0.05"), D("-0.05"))]
    assert (balance_of("receivable"), balance_of("cash"), balance_of("rounding")) == (D(0), D("1010.75"), D("-0.05"))
    assert (drawer(till.session).expected, proved()) == (D("1010.75"), True)


def test_the_drawer_is_emptied_to_the_last_coin(till, sell, quarters):
    sell(line(till.pill), tenders=[cash("5.35")], expected_total=D("5.35"))
    with pytest.raises(DrawerTooLow), transaction.atomic():
        cash_out(register_session_id=till.session.pk, amount=D("1005.35"), reason="safe", by=till.cashier, at=till.at)
    cash_out(register_session_id=till.session.pk, amount=D("1005.25"), reason="safe", by=till.cashier, at=till.at)


def test_x_and_z_show_the_rounding_and_the_drawer_is_neither_over_nor_short(till, sell, quarters, at):
    sell(line(till.pill, 2), tenders=[cash("10.70", "20.00")], expected_total=D("10.70"))
    sell(line(till.pill), tenders=[cash("5.35")], expected_total=D("5.35"))
    x = session_report(till.session, z=False)
    assert (x["sales_total"], x["net_takings"]) == (D("16.05"), D("16.00"))
    assert {row["kind"]: row["amount"] for row in x["tenders"]} == {"cash": D("16.00"), "rounding": D("0.05")}
    start_count(register_session_id=till.session.pk, by=till.cashier, at=at)
    pieces = [{"denomination": D("1000.00"), "pieces": 1}, {"denomination": D("1.00"), "pieces": 16}]
    count_drawer(register_session_id=till.session.pk, counted=pieces, by=till.cashier, at=at)
    closed = close_register_session(register_session_id=till.session.pk, by=till.cashier, at=at)
    assert (closed.over_short, balance_of("cash"), balance_of("rounding")) == (D("0.00"), D(0), D("0.05"))


FORGED = (
    "INSERT INTO sales_remittance (number, branch_id, kind, patient_id, register_session_id, business_on, amount, note,"
    " made_at, document) SELECT 'x', branch_id, kind, patient_id, register_session_id, business_on, {amount}, '',"
    " now(), '{{}}' FROM sales_remittance; INSERT INTO sales_creditmovement (patient_id, branch_id, kind, amount,"
    " business_on, remittance_id, moved_at) SELECT patient_id, branch_id, 'deposit', {amount}, business_on, id, now()"
    " FROM sales_remittance ORDER BY id DESC LIMIT 1; INSERT INTO sales_remittancetender (remittance_id, kind, amount,"
    " tendered, reference) SELECT max(id), unnest(ARRAY['cash', 'rounding']), unnest(ARRAY[{cash}, {rounding}]),"
    " unnest(ARRAY[{cash}, {rounding}]), '' FROM sales_remittance"
)


@pytest.mark.parametrize(
    ("amount", "coins", "rounding", "law"),
    [
        ("100.20", "100.00", "0.20", "sales_rounding_is_of_cash"),
        ("100.10", "100.05", "0.05", "sales_rounding_is_of_cash"),
        ("100.60", "100.00", "0.60", "sales_remittance_tender_positive"),
        ("100.00", "100.00", "0.00", "sales_remittance_tender_positive"),
    ],
)
def test_attack_only_cash_is_rounded_and_by_half_a_step(till, leave, quarters, amount, coins, rounding, law):
    leave("1.00")
    statement = FORGED.format(amount=amount, cash=coins, rounding=rounding)
    with pytest.raises(IntegrityError) as refusal:
        attack(statement)
    assert rule(refusal) == law


def test_a_rounding_as_the_till_writes_it_is_admitted(till, leave, quarters):
    leave("1.00")
    attack(FORGED.format(amount="100.10", cash="100.00", rounding="0.10"))
    assert RemittanceTender.objects.filter(kind="rounding").count() == 1


def test_attack_a_branch_that_does_not_round_has_no_rounding(till, leave):
    leave("1.00")
    with pytest.raises(IntegrityError) as refusal:
        attack(FORGED.format(amount="100.10", cash="100.00", rounding="0.10"))
    assert rule(refusal) == "sales_rounding_is_of_cash"


def test_attack_a_step_is_one_of_three(till, quarters):
    with pytest.raises(IntegrityError) as refusal:
        attack("UPDATE sales_cashrounding SET step = 5")
    assert rule(refusal) == "sales_cash_rounding_step_known"
