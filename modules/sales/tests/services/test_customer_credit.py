"""Deposits and customer credit: owed to the satang, spent once, given back, paid back, and proved against the books."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from erp.kernel.documents.refusals import NotNow
from erp.kernel.events.models import OutboxEvent
from modules.ledger.public import balance_of, proofs
from modules.ledger.tests.books import JournalEntry
from modules.sales.data import RefundLineIn, TenderIn
from modules.sales.errors import (
    CreditTooLittle,
    PatientMissing,
    RefundTenderInvalid,
    SessionIsStale,
    SessionNotOpen,
    TenderInvalid,
)
from modules.sales.models import CreditMovement, Order, OrderLine, Remittance
from modules.sales.public import credit_of, pay_back_deposit, refund_order, start_count, take_deposit, void_order
from modules.sales.selectors.takings import drawer, session_report
from modules.sales.tests.conftest import cash, line

D = Decimal


def credit(amount):
    return TenderIn(kind="credit", amount=D(amount))


def moves():
    return [(row.kind, row.amount) for row in CreditMovement.objects.order_by("pk")]


def proved():
    return {row.difference for row in proofs()} == {D(0)}


def test_take_deposit_owes_it_to_the_patient_and_takes_no_vat(till, leave, patient):
    split = [cash("500.00", "1000.00"), TenderIn(kind="card", amount=D("250.50"), reference="A1")]
    deposit = leave("", *split, note="for the serum")
    assert (deposit.number, deposit.amount) == ("DP-STN-01-26-000001", D("750.50"))
    assert credit_of(patient.id) == D("750.50")
    assert (balance_of("cash"), balance_of("card_clearing")) == (D("1500.00"), D("250.50"))
    assert (balance_of("customer_credit"), balance_of("output_vat")) == (D("-750.50"), D("0.00"))
    assert drawer(till.session).expected == balance_of("cash")
    entry = JournalEntry.objects.get(source=deposit.reference)
    assert (entry.source_number, entry.entry_on) == (deposit.number, deposit.business_on)
    document = deposit.document
    assert (document["title_en"], document["total"], document["change"]) == ("Deposit receipt", "750.50", "500.00")
    assert (document["credit_before"], document["credit_after"]) == ("0.00", "750.50")
    assert proved()
    assert OutboxEvent.objects.filter(type="sales.remittance.made.v1").count() == 1


def test_check_out_with_credit_posts_vat_with_the_sale_and_takes_it_from_the_balance(till, sell, leave, patient):
    leave("1000.00")
    tenders = [credit("1000.00"), cash("70.00")]
    sell(line(till.serum), tenders=tenders, expected_total=D("1070.00"), patient=patient.id)
    assert (balance_of("customer_credit"), balance_of("output_vat")) == (D("0.00"), D("-70.00"))
    assert (balance_of("sales_retail"), balance_of("cash")) == (D("-1000.00"), D("2070.00"))
    assert moves() == [("deposit", D("1000.00")), ("spent", D("-1000.00"))]
    assert drawer(till.session).expected == D("2070.00")
    assert proved()


def test_check_out_with_more_credit_than_there_is_is_refused(till, sell, leave, patient):
    leave("500.00")
    with pytest.raises(CreditTooLittle) as refusal, transaction.atomic():
        sell(line(till.serum), tenders=[credit("1070.00")], expected_total=D("1070.00"), patient=patient.id)
    assert (refusal.value.status, refusal.value.extra) == (409, {"amount": "1070.00", "left": "500.00"})
    with pytest.raises(PatientMissing), transaction.atomic():
        sell(line(till.serum), tenders=[credit("1070.00")], expected_total=D("1070.00"))
    assert not Order.objects.exists()
    assert credit_of(patient.id) == D("500.00")


def test_void_order_gives_the_credit_back(till, sell, leave, patient, manager, at):
    leave("1070.00")
    paid = sell(line(till.serum), tenders=[credit("1070.00")], expected_total=D("1070.00"), patient=patient.id)
    void_order(order_id=paid.order_id, reason="wrong", by=manager, at=at)
    assert credit_of(patient.id) == D("1070.00")
    assert (balance_of("customer_credit"), balance_of("output_vat")) == (D("-1070.00"), D("0.00"))
    assert proved()


def test_a_refund_may_be_kept_as_credit_but_not_of_nobody(till, sell, patient, manager, at):
    known = sell(line(till.serum), total="1070.00", patient=patient.id)
    unknown = sell(line(till.serum), total="1070.00")

    def give_back(paid):
        sold = OrderLine.objects.get(order=paid.order_id)
        return refund_order(
            order_id=paid.order_id,
            register_session=till.session.pk,
            lines=[RefundLineIn(line_id=sold.pk, quantity=D(1), goods="stock")],
            tenders=[credit("1070.00")],
            reason="did not suit",
            by=manager,
            at=at,
        )

    give_back(known)
    assert credit_of(patient.id) == D("1070.00")
    assert (balance_of("customer_credit"), balance_of("cash")) == (D("-1070.00"), D("3140.00"))
    with pytest.raises(RefundTenderInvalid), transaction.atomic():
        give_back(unknown)
    assert proved()


def test_pay_back_deposit_pays_what_is_unused_and_no_more(till, leave, patient, manager, at):
    leave("500.00")
    given = {"patient": patient.id, "register_session": till.session.pk, "by": manager, "at": at, "note": "moves away"}
    with pytest.raises(CreditTooLittle), transaction.atomic():
        pay_back_deposit(tenders=[cash("500.01")], **given)
    with pytest.raises(TenderInvalid), transaction.atomic():
        pay_back_deposit(tenders=[cash("300.00", "500.00")], **given)
    back = pay_back_deposit(tenders=[cash("300.00")], **given)
    assert (back.number, credit_of(patient.id)) == ("DR-STN-01-26-000001", D("200.00"))
    assert (balance_of("cash"), balance_of("customer_credit")) == (D("1200.00"), D("-200.00"))
    assert drawer(till.session).expected == D("1200.00")
    assert proved()


@pytest.mark.parametrize("tenders", [[], [credit("5.00")], [cash("-5.00")], [TenderIn(kind="transfer", amount=D(5))]])
def test_take_deposit_of_anything_but_money_is_refused(till, patient, at, tenders):
    with pytest.raises(TenderInvalid), transaction.atomic():
        take_deposit(patient=patient.id, register_session=till.session.pk, tenders=tenders, by=till.cashier, at=at)
    assert not Remittance.objects.exists()


def test_no_deposit_into_a_drawer_that_is_counted(till, leave, at):
    start_count(register_session_id=till.session.pk, by=till.cashier, at=at)
    with pytest.raises(SessionNotOpen):
        leave("500.00")


def test_a_shift_left_open_sells_into_the_night_and_not_the_next_day(till, sell, leave):
    after_midnight = till.at + timedelta(hours=13)  # 01:00 in the night
    sell(line(till.serum), total="1070.00", at=after_midnight)
    morning = till.at + timedelta(days=1)
    with pytest.raises(SessionIsStale) as refusal, transaction.atomic():
        sell(line(till.serum), total="1070.00", at=morning)
    assert (refusal.value.status, refusal.value.extra["business_on"]) == (409, "2026-11-20")
    with pytest.raises(SessionIsStale), transaction.atomic():
        leave("500.00", at=morning)
    assert issubclass(SessionIsStale, NotNow)


def test_the_reports_of_the_shift_show_deposits_apart_and_takings_in_money(till, sell, leave, patient, manager, at):
    leave("1500.00")
    tenders = [credit("1000.00"), cash("70.00")]
    sell(line(till.serum), tenders=tenders, expected_total=D("1070.00"), patient=patient.id)
    pay_back_deposit(
        patient=patient.id, register_session=till.session.pk, tenders=[cash("200.00")], note="x", by=manager, at=at
    )
    report = session_report(till.session, z=False)
    assert report["remittances"] == [
        {"kind": "deposit", "count": 1, "amount": D("1500.00")},
        {"kind": "pay_back", "count": 1, "amount": D("200.00")},
    ]
    assert {each["kind"]: each["amount"] for each in report["tenders"]} == {
        "cash": D("1370.00"),
        "credit": D("1000.00"),
    }
    assert (report["sales_total"], report["net_takings"]) == (D("1070.00"), D("1370.00"))
    blind = session_report(till.session, z=False, blind=True)
    assert {each["amount"] for each in blind["remittances"]} == {None}
    assert drawer(till.session).expected == D("2370.00")
