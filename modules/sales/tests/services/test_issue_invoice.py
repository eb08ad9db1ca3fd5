"""The full tax invoice: once, for a paid bill with VAT, while its month is open; the listing shows both."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from erp.kernel.documents.refusals import Invalid
from modules.ledger.public import PeriodNotOpen, balance_of
from modules.ledger.tests.books import JournalEntry, Period
from modules.sales.data import RefundLineIn
from modules.sales.errors import InvoiceNotPossible
from modules.sales.models import OrderLine, Receipt, TaxInvoice
from modules.sales.public import close_register_session, count_drawer, refund_order, start_count, void_order
from modules.sales.services.issue_invoice import issue_invoice, reprint_invoice
from modules.sales.services.register_sessions import Pieces
from modules.sales.tests.conftest import cash, line
from modules.sales.tests.models.test_attack_by_sql import attack, rule

D = Decimal
BUYER = {"name": "Siam Wellness", "tax_id": "0105561234560", "branch_code": "00000", "address": "1 Sathorn Road"}


@pytest.fixture
def issue(till, at):
    def make(paid, **changes):
        given = {"order_id": paid.order_id, **BUYER, "by": till.cashier, "at": at, **changes}
        with transaction.atomic():
            return issue_invoice(**given)

    return make


def test_issue_invoice_carries_the_sales_date_cites_what_it_replaces_and_posts_nothing(till, sell, issue):
    paid = sell(line(till.serum), line(till.facial), total="2570.00")
    entries = JournalEntry.objects.count()
    invoice = issue(paid)
    assert (invoice.number, invoice.business_on) == ("TI-STN-26-000001", date(2026, 11, 20))
    assert JournalEntry.objects.count() == entries
    assert balance_of("output_vat") == D("-70.00")
    document = invoice.data
    assert (document["replaces_number"], document["replaces_on"]) == (paid.number, "2026-11-20")
    assert (document["title_en"], document["total"], document["buyer"]) == (
        "Tax invoice / Receipt",
        "2570.00",
        {"name": "Siam Wellness", "tax_id": "0105561234560", "branch_code": "00000", "address": "1 Sathorn Road"},
    )
    assert Receipt.objects.get().data["number"] == paid.number
    given = {"order_id": paid.order_id, "by": till.cashier, "at": till.at}
    assert [reprint_invoice(**given)["printed_count"] for _twice in range(2)] == [1, 2]
    with pytest.raises(InvoiceNotPossible):
        issue(paid)
    assert issue(sell(line(till.serum), total="1070.00")).number == "TI-STN-26-000002"


def test_the_vat_listing_shows_the_abbreviated_one_cancelled_beside_the_full_one(till, sell, issue, api, accountant):
    paid, other = (sell(line(till.serum), total="1070.00") for _ in range(2))
    invoice = issue(paid)
    days = {"from_on": "2026-11-01", "to_on": "2026-11-30"}
    listing = api(accountant).get("/api/v1/ledger/reports/vat-sales/", days).json()
    assert [(row["document"], row["base"], row["vat"], row["cancelled"]) for row in listing["rows"]] == [
        (paid.number, "0.00", "0.00", True),
        (invoice.number, "1000.00", "70.00", False),
        (other.number, "1000.00", "70.00", False),
    ]
    assert (listing["base"], listing["vat"]) == ("2000.00", "140.00")
    exported = api(accountant).get("/api/v1/ledger/exports/vat-sales/", {**days, "layout": "csv"})
    text = b"".join(exported.streaming_content).decode() if exported.status_code == 200 else exported.content.decode()
    assert f"{paid.number}, cancelled" in text
    assert invoice.number in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"tax_id": "0105561234567"},
        {"tax_id": "123"},
        {"branch_code": "1"},
        {"name": " "},
        {"address": ""},
    ],
)
def test_issue_invoice_without_a_whole_buyer_is_refused_and_takes_no_number(till, sell, issue, wrong):
    paid = sell(line(till.serum), total="1070.00")
    with pytest.raises(Invalid):
        issue(paid, **wrong)
    assert issue(paid).number == "TI-STN-26-000001"


def test_issue_invoice_of_what_has_none_to_replace_is_refused(till, sell, issue, manager, at):
    with pytest.raises(InvoiceNotPossible):
        issue(sell(line(till.facial), total="1500.00"))  # exempt: a plain receipt
    voided = sell(line(till.serum), total="1070.00")
    void_order(order_id=voided.order_id, reason="wrong", by=manager, at=at)
    with pytest.raises(InvoiceNotPossible):
        issue(voided)
    assert not TaxInvoice.objects.exists()


def test_issue_invoice_once_the_month_is_closed_is_refused(till, sell, issue, at):
    from modules.ledger.public import close_period, start_closing_period

    paid = sell(line(till.serum), total="1070.00")
    shift = {"register_session_id": till.session.pk, "by": till.cashier, "at": at}
    start_count(**shift)
    counted = [Pieces(denomination=D(1000), pieces=2), Pieces(denomination=D(10), pieces=7)]
    count_drawer(counted=counted, **shift)
    close_register_session(**shift)
    november = Period.objects.get(name="2026-11")
    start_closing_period(period_id=november.pk, by=None, at=at)
    close_period(period_id=november.pk, by=None, at=at)
    with pytest.raises(PeriodNotOpen):
        issue(paid)


def test_a_credit_note_of_a_swapped_bill_cites_the_full_invoice_and_its_buyer(till, sell, issue, manager, at):
    paid = sell(line(till.serum), total="1070.00")
    invoice = issue(paid)
    sold = OrderLine.objects.get()
    refund = refund_order(
        order_id=paid.order_id,
        register_session=till.session.pk,
        lines=[RefundLineIn(line_id=sold.pk, quantity=D(1), goods="stock")],
        tenders=[cash("1070.00")],
        reason="did not suit",
        by=manager,
        at=at,
    )
    note = refund.document
    assert (note["original_number"], note["original_title_en"]) == (invoice.number, "Tax invoice / Receipt")
    assert note["buyer"]["tax_id"] == "0105561234560"


def test_a_tax_invoice_is_forged_by_nobody(till, sell, issue):
    plain = sell(line(till.facial), total="1500.00")
    issue(sell(line(till.serum), total="1070.00"))
    forged = (
        "INSERT INTO sales_taxinvoice (order_id, number, business_on, buyer_name, buyer_tax_id, buyer_branch_code,"
        " buyer_address, issued_at, data) SELECT {order}, number || 'x', business_on{days}, buyer_name, buyer_tax_id,"
        " buyer_branch_code, buyer_address, issued_at, data FROM sales_taxinvoice"
    )
    with pytest.raises(IntegrityError) as refusal:
        attack(forged.format(order=plain.order_id, days=""))
    assert rule(refusal) == "sales_tax_invoice_of_paid"
    again = sell(line(till.serum), total="1070.00")
    with pytest.raises(IntegrityError) as refusal:
        attack(forged.format(order=again.order_id, days=" + 1"))
    assert rule(refusal) == "sales_tax_invoice_of_paid"
    for statement in ("UPDATE sales_taxinvoice SET buyer_name = 'X'", "DELETE FROM sales_taxinvoice"):
        with pytest.raises(Exception, match=r"permission denied|not allowed|kept|refuse"):
            attack(statement)


def test_an_invoice_is_given_read_and_printed_by_the_api_once(till, sell, api, accountant, therapist):
    paid = sell(line(till.serum), total="1070.00")
    order = f"/api/v1/sales/orders/{paid.order_id}"
    caller = api(till.cashier)
    assert caller.get(f"{order}/invoice/").status_code == 404
    given = caller.post(f"{order}/issue_invoice/", BUYER)
    assert given.status_code == 200, given.content
    assert given.json()["number"] == paid.number
    again = caller.post(f"{order}/issue_invoice/", BUYER)
    assert (again.status_code, again.json()["code"]) == (409, "sales.tax_invoice.not_possible")
    invoice = caller.get(f"{order}/invoice/").json()
    assert (invoice["number"], invoice["buyer"]["name"], invoice["printed_count"]) == (
        "TI-STN-26-000001",
        "Siam Wellness",
        0,
    )
    assert caller.post(f"{order}/reprint_invoice/", {}).json() == {"printed_count": 1}
    assert caller.get(f"{order}/receipt/").json()["invoice"] == "TI-STN-26-000001"
    (row,) = api(accountant).get("/api/v1/sales/tax-invoices/").json()["results"]
    assert (row["buyer_tax_id"], row["business_on"]) == ("0105561234560", "2026-11-20")
    assert api(therapist).get("/api/v1/sales/tax-invoices/").status_code == 403
