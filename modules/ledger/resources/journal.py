"""The posted journal as CSV, XLSX and hledger text, written while it is read."""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from erp.kernel.transfer.cells import safe
from modules.ledger.data import ExportRow

HEADERS = (
    "entry",
    "date",
    "number",
    "source",
    "source_number",
    "journal",
    "branch",
    "account",
    "account_name",
    "debit",
    "credit",
    "memo",
    "tax_code",
)
TOP = {
    "asset": ("assets", "A"),
    "liability": ("liabilities", "L"),
    "equity": ("equity", "E"),
    "revenue": ("revenues", "R"),
    "expense": ("expenses", "X"),
}
FLUSH = 64 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "hledger": "text/plain; charset=utf-8"}
EXTENSIONS = {"csv": "csv", "xlsx": "xlsx", "hledger": "journal"}


def write(layout: str, rows: Iterable[ExportRow]) -> Iterator[bytes]:
    """The rows in one of the layouts `csv`, `xlsx`, `hledger`, piece by piece."""
    return {"csv": as_csv, "xlsx": as_xlsx, "hledger": as_hledger}[layout](rows)


def as_csv(rows: Iterable[ExportRow]) -> Iterator[bytes]:
    """CSV with a byte order mark, so that spreadsheets read Thai."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow(HEADERS)
    for row in rows:
        writer.writerow([safe(_value(row, header)) for header in HEADERS])
        if buffer.tell() > FLUSH:
            yield _drained(buffer)
    yield _drained(buffer)


def as_xlsx(rows: Iterable[ExportRow]) -> Iterator[bytes]:
    """A workbook written row by row to a temporary file, then sent."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Journal")
    sheet.append(HEADERS)
    for row in rows:
        cells = []
        for header in HEADERS:
            if header in ("debit", "credit"):
                cell = WriteOnlyCell(sheet, value=float(getattr(row, header)))
                cell.number_format = "#,##0.00"
            else:
                cell = WriteOnlyCell(sheet, value=str(_value(row, header)))
                cell.data_type = "s"  # text, whatever it looks like
            cells.append(cell)
        sheet.append(cells)
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(FLUSH):
            yield piece


def as_hledger(rows: Iterable[ExportRow]) -> Iterator[bytes]:
    """Plain text accounting: one transaction an entry; hledger reads it and agrees on every balance."""
    buffer = io.StringIO()
    buffer.write("; AesthetixOS journal\ncommodity 1000.00 THB\n\n")
    for top, kind in TOP.values():
        buffer.write(f"account {top}  ; type: {kind}\n")
    buffer.write("\n")
    for _entry, lines in groupby(rows, key=lambda row: row.entry_id):
        group = list(lines)
        first = group[0]
        code = re.sub(r"[()\s]", "", first.number or first.source_number or first.source)
        buffer.write(
            f"{first.entry_on.isoformat()} * ({code}) {_plain(first.source)}  ; branch: {_plain(first.branch)}\n"
        )
        for line in group:
            buffer.write(f"    {hledger_account(line)}  {line.debit - line.credit:.2f} THB\n")
        buffer.write("\n")
        if buffer.tell() > FLUSH:
            yield _drained(buffer)
    yield _drained(buffer)


def hledger_account(row: ExportRow) -> str:
    """`assets:1110 Cash in drawers`: hledger ends a name at two spaces, and a colon opens a sub-account."""
    return f"{TOP[row.account_type][0]}:{row.account} {_plain(row.account_name).replace(':', ' ')}"


def _value(row: ExportRow, header: str) -> object:
    return getattr(row, {"entry": "entry_id", "date": "entry_on"}.get(header, header))


def _plain(text: str) -> str:
    return re.sub(r"[;|\s]+", " ", text).strip()


def _drained(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
