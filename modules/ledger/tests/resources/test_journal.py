"""What leaves the house: text only, nothing lost, and another program agrees."""

import csv
import io
import subprocess
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from modules.ledger.public import LineIn, balances, journal_lines
from modules.ledger.resources.journal import write

D = Decimal
SPAN = {"from_on": date(2026, 11, 1), "to_on": date(2026, 11, 30)}


@pytest.fixture
def month(post):
    """A month with sales, VAT, cost and a memo that would be a formula."""
    for number in range(1, 41):
        gross = D("107.00") + number
        net = (gross * 100 / 107).quantize(D("0.01"))
        lines = [
            LineIn("1110", debit=gross),
            LineIn("4130", credit=net),
            LineIn("2140", credit=gross - net),
            LineIn("5120", debit=D("33.33")),
            LineIn("1150", credit=D("33.33")),
        ]
        post(f"test.sale:{number}", lines=lines, on=date(2026, 11, 1 + number % 28), memo="=1+1; x  y")
    post("test.sale:december", on=date(2026, 12, 1))


def test_csv_has_every_line_and_no_formula(month):
    content = b"".join(write("csv", journal_lines(**SPAN))).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert len(rows) == 200
    assert sum(D(row["debit"]) for row in rows) == sum(D(row["credit"]) for row in rows)
    assert {row["memo"] for row in rows} == {"'=1+1; x  y"}


def test_xlsx_writes_text_as_text(month, tmp_path):
    path = tmp_path / "journal.xlsx"
    path.write_bytes(b"".join(write("xlsx", journal_lines(**SPAN))))
    sheet = load_workbook(path).active
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == 200
    assert "f" not in {cell.data_type for row in rows for cell in row}
    assert {row[11].value for row in rows} == {"=1+1; x  y"}


def test_hledger_agrees_on_every_balance_of_a_month(month, tmp_path):
    path = tmp_path / "month.journal"
    path.write_bytes(b"".join(write("hledger", journal_lines(**SPAN))))
    answer = subprocess.run(
        ["hledger", "-f", str(path), "balance", "--flat", "--no-total", "-O", "csv"],
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = {
        row["account"].partition(":")[2].partition(" ")[0]: D(row["balance"].split()[0])
        for row in csv.DictReader(io.StringIO(answer.stdout))
    }
    ours = {row.code: row.debit - row.credit for row in balances(**SPAN)}
    assert theirs == ours
    assert len(ours) == 5
    subprocess.run(["hledger", "-f", str(path), "check"], check=True)
