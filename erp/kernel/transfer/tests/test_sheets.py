"""Tables leave as text and numbers; whatever a cell holds, no spreadsheet runs it."""

import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from erp.kernel.transfer.sheets import number_or_text, write

HEADERS = ("what", "amount")


def read_csv(rows):
    text = b"".join(write("csv", HEADERS, rows)).decode()
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("evil", ["=1+1", "+1", "@SUM(A1)", "-cmd", "\t=1"])
def test_what_could_open_a_formula_is_text_in_both_layouts(evil):
    assert read_csv([(evil, Decimal(1))])[1][0] == f"'{evil}"
    book = load_workbook(io.BytesIO(b"".join(write("xlsx", HEADERS, [(evil, Decimal(1))]))))
    cell = book.active["A2"]
    assert (cell.value, cell.data_type) == (evil, "s")


def test_a_negative_amount_stays_a_number():
    assert read_csv([("refund", Decimal("-10.50"))])[1] == ["refund", "-10.50"]
    assert number_or_text("-10.50") == Decimal("-10.50")
    assert number_or_text("-cmd") == "-cmd"


def test_a_long_table_leaves_in_pieces():
    pieces = list(write("csv", HEADERS, (("x" * 100, Decimal(n)) for n in range(5_000))))
    assert len(pieces) > 5
    assert max(map(len, pieces)) < 128 * 1024
