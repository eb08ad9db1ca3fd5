"""Reports as files: the same figures as on the screen, by right, logged, no cell a formula."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from erp.kernel.audit.models import ReadLog
from modules.ledger.hooks import Proof
from modules.ledger.models import Account
from modules.ledger.public import LineIn, balance_of, reverse_entry

X = "/api/v1/ledger/exports"
R = "/api/v1/ledger/reports"
SPAN = "from=2026-11-01&to=2026-11-30"
D = Decimal


@pytest.fixture
def books(post, other_branch):
    """Two sales, one in the other branch, and rent; one memo that would be a formula."""
    post("test.sale:1", "107.00", memo="=1+1")
    post("test.sale:2", "50.00", branch_id=other_branch.pk)
    post("test.sale:0", "30.00", on=date(2026, 10, 31))
    lines = [LineIn("5230", debit=D("40.25")), LineIn("1125", credit=D("40.25"))]
    post("test.rent:1", lines=lines, journal="general")


def table(answer):
    assert answer.status_code == 200, answer.content
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_the_trial_balance_leaves_with_its_sums(books, api, accountant):
    rows = table(api(accountant).get(f"{X}/trial-balance/?format=csv&{SPAN}"))
    assert rows[0] == ["Code", "Account", "Type", "Opening", "Debit", "Credit", "Closing"]
    assert ["1110", "Cash in drawers", "Asset", "30.00", "157.00", "0.00", "187.00"] in rows
    assert rows[-1] == ["", "Total", "", "0.00", "197.25", "197.25", "0.00"]


def test_the_general_ledger_leaves_with_every_line_and_its_balance(books, api, accountant):
    cash = Account.objects.get(code="1110").pk
    caller = api(accountant)
    report = caller.get(f"{R}/general-ledger/?account={cash}&{SPAN}&limit=1").json()
    assert (report["opening"], report["debit"], report["credit"], report["closing"]) == (
        "30.00", "157.00", "0.00", "187.00",
    )  # fmt: skip
    rows = table(caller.get(f"{X}/general-ledger/?format=csv&account={cash}&{SPAN}"))
    assert [row[-1] for row in rows[1:]] == ["30.00", "137.00", "187.00", "187.00"]
    assert rows[2][4] == "'=1+1"
    assert caller.get(f"{X}/general-ledger/?format=csv&{SPAN}").status_code == 404


def test_profit_and_loss_leaves_with_the_profit(books, api, accountant):
    rows = table(api(accountant).get(f"{X}/profit-and-loss/?format=csv&{SPAN}"))
    assert rows[1:] == [
        ["4130", "Retail revenue", "157.00"],
        ["", "Revenue in all", "157.00"],
        ["5230", "Rent", "40.25"],
        ["", "Expense in all", "40.25"],
        ["", "Profit", "116.75"],
    ]


def test_the_balance_sheet_leaves_balanced(books, api, accountant):
    rows = table(api(accountant).get(f"{X}/balance-sheet/?format=csv&as_of=2026-11-30"))
    figures = {row[1]: row[2] for row in rows}
    assert figures["Asset in all"] == figures["Liabilities and equity"] == "146.75"
    assert figures["Result not yet carried to equity"] == "146.75"


def test_a_sub_ledger_that_knows_no_past_is_compared_as_of_now(books, api, accountant, monkeypatch):
    class Drawers(Proof):
        code, title, role, dated = "test.drawers", "Drawers", "cash", False

        def figure(self, *, branch_id, as_of):
            assert as_of is None
            return D("187.00")

    class Bank(Proof):
        code, title, role = "test.bank", "Bank", "bank"

        def figure(self, *, branch_id, as_of):
            return D("-40.25") if as_of is None else D("0.01")

    monkeypatch.setattr("modules.ledger.selectors.proofs.contributors", lambda _hook: [Drawers(), Bank()])
    caller = api(accountant)
    now = caller.get(f"{R}/proof/").json()["rows"]
    assert [(row["ledger"], row["difference"], row["as_of"]) for row in now] == [
        ("187.00", "0.00", None),
        ("-40.25", "0.00", None),
    ]
    then = caller.get(f"{R}/proof/?as_of=2026-10-31").json()["rows"]
    assert [(row["difference"], row["as_of"]) for row in then] == [("0.00", None), ("-0.01", "2026-10-31")]
    rows = table(caller.get(f"{X}/proof/?format=csv&as_of=2026-10-31"))
    assert rows[2] == ["Bank", "1125", "2026-10-31", "0.00", "0.01", "-0.01"]


@pytest.fixture
def taxed(post, accountant, at):
    """Two taxed sales, one of them reversed in the month, one sale after it, and VAT moved by hand without a code."""

    def lines(net, vat):
        return [
            LineIn("1110", debit=D(net) + D(vat)),
            LineIn("4130", credit=D(net)),
            LineIn("2140", credit=D(vat), tax_code="VAT7", tax_base=D(net)),
        ]

    post("sales.order:1", lines=lines("100.00", "7.00"), source_number="TX-1")
    post("sales.order:2", lines=lines("934.58", "65.42"), source_number="TX-2")
    reverse_entry(source="sales.order:1", reason="Void", on=date(2026, 11, 21), by=accountant, at=at)
    post("sales.order:3", lines=lines("50.00", "3.50"), on=date(2026, 12, 1))
    by_hand = [LineIn("2140", debit=D("0.42")), LineIn("5320", credit=D("0.42"))]
    post("test.rounding:1", lines=by_hand, journal="general", on=date(2026, 11, 30))


def test_the_vat_listing_is_what_the_account_moved_by(taxed, api, accountant):
    caller = api(accountant)
    listing = caller.get(f"{R}/vat-sales/?{SPAN}").json()
    assert [(row["document"], row["tax_code"], row["base"], row["vat"]) for row in listing["rows"]] == [
        ("TX-1", "VAT7", "100.00", "7.00"),
        ("TX-2", "VAT7", "934.58", "65.42"),
        ("TX-1", "VAT7", "-100.00", "-7.00"),
        ("test.rounding:1", "", "0.00", "-0.42"),
    ]
    assert [(one["tax_code"], one["base"], one["vat"]) for one in listing["sums"]] == [
        ("", "0.00", "-0.42"),
        ("VAT7", "934.58", "65.42"),
    ]
    assert D(listing["vat"]) == -balance_of("output_vat", as_of=date(2026, 11, 30)) == D("65.00")
    rows = table(caller.get(f"{X}/vat-sales/?format=csv&{SPAN}"))
    assert rows[2] == ["2026-11-20", "TX-2", "TX-2", "VAT7", "934.58", "65.42", "1000.00"]
    assert rows[-1] == ["", "", "", "Total", "934.58", "65.00", "999.58"]


@pytest.mark.parametrize(
    "report", ["trial-balance", "profit-and-loss", "balance-sheet", "proof", "general-ledger", "vat-sales"]
)
def test_each_leaves_as_a_workbook_in_thai_and_is_logged(books, api, accountant, report, tmp_path):
    cash = Account.objects.get(code="1110").pk
    answer = api(accountant, language="th").get(f"{X}/{report}/?format=xlsx&account={cash}&{SPAN}")
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"".join(answer.streaming_content))
    cells = [cell for row in load_workbook(path).active.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert any("\u0e00" < str(cell.value)[:1] < "\u0e7f" for cell in cells)
    assert ReadLog.objects.filter(noun=f"ledger.{report.replace('-', '_')}", purpose__startswith="export xlsx").exists()


def test_an_export_asks_for_right_branch_and_layout(books, api, accountant, manager, cashier, other_branch):
    assert api(cashier).get(f"{X}/trial-balance/?format=csv&{SPAN}").status_code == 403
    assert api(manager).get(f"{X}/proof/?format=csv").status_code == 403
    assert api(manager).get(f"{X}/trial-balance/?format=csv&{SPAN}&branch={other_branch.pk}").status_code == 403
    own = table(api(manager).get(f"{X}/trial-balance/?format=csv&{SPAN}"))
    assert own[-1][4] == "147.25"
    assert api(accountant).get(f"{X}/trial-balance/?format=ods&{SPAN}").status_code == 422


@pytest.mark.parametrize(
    "report", ["trial-balance", "profit-and-loss", "balance-sheet", "vat-sales", "aged-receivables", "proof"]
)
def test_a_report_leaves_as_paper(books, api, accountant, report):
    answer = api(accountant).get(f"{X}/{report}/?format=pdf&{SPAN}", headers={"accept-language": "th"})
    paper = b"".join(answer.streaming_content)
    assert (answer["Content-Type"], paper[:5], paper[-6:].strip()) == ("application/pdf", b"%PDF-", b"%%EOF")
    assert answer["Content-Disposition"].endswith('.pdf"')
    assert ReadLog.objects.filter(noun=f"ledger.{report.replace('-', '_')}", purpose__startswith="export pdf").exists()


def test_paper_that_nobody_would_read_is_refused(books, api, accountant, monkeypatch):
    monkeypatch.setattr("erp.kernel.transfer.pdf.LONGEST", 1)
    answer = api(accountant).get(f"{X}/trial-balance/?format=pdf&{SPAN}")
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, "transfer.too_long", "format")
