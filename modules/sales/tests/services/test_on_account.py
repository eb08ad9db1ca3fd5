"""Sold on account: owed to the satang, within the limit, collected in part or whole, and never twice."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from erp.kernel.documents.refusals import Invalid, NotAllowed
from erp.kernel.hooks.hook import contributors
from modules.ledger.hooks import Receivables
from modules.ledger.public import balance_of, proofs
from modules.sales.data import CollectIn, RefundLineIn, TenderIn
from modules.sales.errors import (
    CollectedAlready,
    CollectedTooMuch,
    CustomerDecided,
    CustomerNotApproved,
    LimitExceeded,
    NothingToCollect,
    RefundTenderInvalid,
    TenderInvalid,
)
from modules.sales.models import CollectionLine, Customer, Order, OrderLine
from modules.sales.public import (
    add_customer,
    approve_customer,
    change_customer,
    collect,
    refund_order,
    reopen_customer,
    void_order,
)
from modules.sales.selectors.open_items import open_bills
from modules.sales.selectors.takings import drawer, session_report
from modules.sales.tests.conftest import cash, line

D = Decimal
TAX_ID = "0105561234560"
DAY = date(2026, 11, 20)


@pytest.fixture
def asked(till, at):
    """A company that waits for its approval: 2,500.00, to be paid in 30 days."""
    return add_customer(
        name="Siam Wellness Co., Ltd.",
        tax_id=TAX_ID,
        tax_branch_code="00000",
        address="1 Sathorn Road, Bangkok",
        credit_days=30,
        credit_limit=D("2500.00"),
        by=till.cashier,
        at=at,
    )


@pytest.fixture
def company(asked, manager, at):
    """The company, approved."""
    return approve_customer(customer_id=asked.pk, by=manager, at=at)


@pytest.fixture
def charge(till, sell, company):
    """Sell serums on the company's account: `charge(2)`."""

    def make(quantity=1, *more, **changes):
        total = D("1070.00") * quantity
        rest = total - sum((each.amount for each in more), D(0))
        owed = TenderIn(kind="on_account", amount=rest, customer=company.pk)
        return sell(line(till.serum, quantity), tenders=[owed, *more], expected_total=total, **changes)

    return make


@pytest.fixture
def pay(till, company, at):
    """Collect in cash at the till: `pay((order_id, "500.00"))`."""

    def make(*lines, tenders=None, **changes):
        total = sum((D(amount) for _order, amount in lines), D(0))
        given = {
            "customer_id": company.pk,
            "register_session": till.session.pk,
            "lines": [CollectIn(order_id=order, amount=D(amount)) for order, amount in lines],
            "tenders": [cash(str(total))] if tenders is None else tenders,
            "by": till.cashier,
            "at": at,
        }
        with transaction.atomic():
            return collect(**{**given, **changes})

    return make


def proved():
    return {row.difference for row in proofs()} == {D(0)}


def give_back(paid, till, manager, at, *tenders, quantity=1):
    sold = OrderLine.objects.get(order=paid.order_id)
    with transaction.atomic():
        return refund_order(
            order_id=paid.order_id,
            register_session=till.session.pk,
            lines=[RefundLineIn(line_id=sold.pk, quantity=D(quantity), goods="stock")],
            tenders=tenders,
            reason="did not suit",
            by=manager,
            at=at,
        )


def test_a_bill_on_account_is_a_receivable_until_it_is_collected_in_part_and_whole(till, charge, pay, company):
    paid = charge(1)
    assert (balance_of("receivable"), balance_of("cash")) == (D("1070.00"), D("1000.00"))
    assert (balance_of("sales_retail"), balance_of("output_vat")) == (D("-1000.00"), D("-70.00"))
    (bill,) = open_bills(customer_id=company.pk)
    assert (bill.number, bill.open, bill.due_on) == (paid.number, D("1070.00"), date(2026, 12, 20))
    assert paid.receipt["tenders"][0]["reference"] == company.name
    first = pay((paid.order_id, "400.25"))
    assert (first.number, first.kind) == ("CL-STN-01-26-000001", "collection")
    assert (balance_of("receivable"), balance_of("cash")) == (D("669.75"), D("1400.25"))
    assert first.document["items"][0]["left"] == "669.75"
    assert first.document["customer"]["tax_id"] == TAX_ID
    pay((paid.order_id, "669.75"))
    assert (balance_of("receivable"), open_bills()) == (D("0.00"), [])
    assert (balance_of("output_vat"), drawer(till.session).expected) == (D("-70.00"), D("2070.00"))
    assert proved()


def test_the_ledger_hears_what_was_open_on_any_day(charge, pay, company, till):
    paid = charge(2)
    (hook,) = [each for each in contributors(Receivables) if each.open_items(branch_id=None, as_of=DAY)]
    (item,) = hook.open_items(branch_id=till.branch.pk, as_of=DAY)
    assert (item.party, item.document, item.amount) == (company.name, f"sales.order:{paid.order_id}", D("2140.00"))
    assert hook.open_items(branch_id=None, as_of=date(2026, 11, 19)) == []
    pay((paid.order_id, "2140.00"))
    assert hook.open_items(branch_id=None, as_of=DAY) == []


def test_several_bills_are_collected_at_once_by_transfer_without_a_register(charge, pay, accountant, till, at):
    one, two = charge(1), charge(1)
    transfer = [TenderIn(kind="transfer", amount=D("1570.00"), reference="KBANK 1")]
    lines = [(one.order_id, "1070.00"), (two.order_id, "500.00")]
    away = {"register_session": None, "branch_id": till.branch.pk, "by": accountant}
    done = pay(*lines, tenders=transfer, **away)
    assert (done.number, done.register_session_id) == ("CL-STN-26-000001", None)
    assert (balance_of("receivable"), balance_of("bank_transfer_clearing")) == (D("570.00"), D("1570.00"))
    assert drawer(till.session).expected == D("1000.00")
    with pytest.raises(TenderInvalid):
        pay((two.order_id, "570.00"), **away)  # cash needs a drawer
    assert proved()


def test_more_than_is_open_is_not_collected_and_nothing_twice(charge, pay):
    paid = charge(1)
    with pytest.raises(CollectedTooMuch) as refusal:
        pay((paid.order_id, "1070.01"))
    assert (refusal.value.status, refusal.value.extra["left"]) == (409, "1070.00")
    pay((paid.order_id, "1070.00"))
    with pytest.raises(CollectedTooMuch):
        pay((paid.order_id, "0.01"))
    with pytest.raises(NothingToCollect):
        pay()
    with pytest.raises(NothingToCollect):
        pay((paid.order_id, "0.00"), tenders=[])
    with pytest.raises(TenderInvalid):
        pay((charge(1).order_id, "1070.00"), tenders=[cash("500.00")])
    assert CollectionLine.objects.count() == 1


def test_above_the_limit_nothing_is_sold_and_a_payment_makes_room(charge, pay):
    first = charge(2)
    with pytest.raises(LimitExceeded) as refusal, transaction.atomic():
        charge(1)
    assert (refusal.value.status, refusal.value.extra["free"]) == (409, "360.00")
    charge(1, cash("710.00"))  # 360.00 on account: exactly what is free
    pay((first.order_id, "1070.00"))
    charge(1)
    assert Order.objects.count() == 3


def test_without_approval_nothing_is_sold_on_account(till, sell, asked, manager, at):
    owed = TenderIn(kind="on_account", amount=D("1070.00"), customer=asked.pk)
    with pytest.raises(CustomerNotApproved), transaction.atomic():
        sell(line(till.serum), tenders=[owed], expected_total=D("1070.00"))
    for tender in (
        TenderIn(kind="on_account", amount=D("1070.00")),
        TenderIn(kind="on_account", amount=D("1070.00"), customer=0),
        TenderIn(kind="cash", amount=D("1070.00"), customer=asked.pk),
    ):
        with pytest.raises(TenderInvalid), transaction.atomic():
            sell(line(till.serum), tenders=[tender], expected_total=D("1070.00"))


def test_who_asks_for_terms_never_approves_them_and_approved_ones_do_not_change(asked, till, manager, accountant, at):
    with pytest.raises(NotAllowed):
        approve_customer(customer_id=asked.pk, by=till.cashier, at=at)
    mine = add_customer(
        name="B", tax_id=TAX_ID, tax_branch_code="00001", address="x", credit_limit=D(1), by=manager, at=at
    )
    with pytest.raises(NotAllowed):
        approve_customer(customer_id=mine.pk, by=manager, at=at)
    approve_customer(customer_id=asked.pk, by=manager, at=at)
    with pytest.raises(CustomerDecided):
        change_customer(customer_id=asked.pk, credit_limit=D("99999.00"), by=accountant, at=at)
    change_customer(customer_id=asked.pk, address="2 Silom Road", by=accountant, at=at)
    reopen_customer(customer_id=asked.pk, by=accountant, at=at)
    change_customer(customer_id=asked.pk, credit_limit=D("5000.00"), by=accountant, at=at)
    with pytest.raises(NotAllowed):
        approve_customer(customer_id=asked.pk, by=accountant, at=at)
    assert Customer.objects.get(pk=asked.pk).state == "requested"


@pytest.mark.parametrize("tax_id", ["0105561234567", "010556123456", "01055612345678", "abcdefghijklm", ""])
def test_a_tax_id_has_thirteen_digits_and_its_check_digit(till, at, tax_id):
    with pytest.raises(Invalid) as refusal:
        add_customer(name="B", tax_id=tax_id, address="x", credit_limit=D(1), by=till.cashier, at=at)
    assert "tax_id" in str(refusal.value.field) or "tax_id" in str(refusal.value.extra)


def test_a_void_takes_what_is_open_away_but_not_what_was_collected(charge, pay, manager, at):
    paid = charge(1)
    void_order(order_id=paid.order_id, reason="wrong", by=manager, at=at)
    assert (balance_of("receivable"), open_bills()) == (D("0.00"), [])
    again = charge(1)
    pay((again.order_id, "70.00"))
    with pytest.raises(CollectedAlready):
        void_order(order_id=again.order_id, reason="wrong", by=manager, at=at)
    assert proved()


def test_a_refund_first_reduces_what_is_open_and_no_money_goes_out_that_never_came(charge, pay, till, manager, at):
    paid = charge(2)
    with pytest.raises(RefundTenderInvalid):
        give_back(paid, till, manager, at, cash("1070.00"))
    give_back(paid, till, manager, at, TenderIn(kind="on_account", amount=D("1070.00")))
    assert (balance_of("receivable"), balance_of("output_vat")) == (D("1070.00"), D("-70.00"))
    pay((paid.order_id, "1000.00"))
    with pytest.raises(RefundTenderInvalid):
        give_back(paid, till, manager, at, TenderIn(kind="on_account", amount=D("1070.00")))
    with pytest.raises(RefundTenderInvalid):
        give_back(paid, till, manager, at, cash("1000.01"), TenderIn(kind="on_account", amount=D("69.99")))
    give_back(paid, till, manager, at, cash("1000.00"), TenderIn(kind="on_account", amount=D("70.00")))
    assert (balance_of("receivable"), balance_of("cash"), open_bills()) == (D("0.00"), D("1000.00"), [])
    assert proved()


def test_the_reports_of_the_shift_count_collections_and_not_what_is_owed(charge, pay, till):
    paid = charge(1, cash("70.00"))
    pay((paid.order_id, "300.00"))
    report = session_report(till.session, z=False)
    assert report["remittances"] == [{"kind": "collection", "count": 1, "amount": D("300.00")}]
    assert {each["kind"]: each["amount"] for each in report["tenders"]} == {
        "cash": D("370.00"),
        "on_account": D("1000.00"),
    }
    assert (report["sales_total"], report["net_takings"]) == (D("1070.00"), D("370.00"))
