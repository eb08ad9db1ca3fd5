"""The posted journal as CSV, XLSX and hledger text, written while it is read."""

import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from erp.kernel.transfer import sheets
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
CONTENT_TYPES = {**sheets.CONTENT_TYPES, "hledger": "text/plain; charset=utf-8"}
EXTENSIONS = {"csv": "csv", "xlsx": "xlsx", "hledger": "journal"}


def write(layout: str, rows: Iterable[ExportRow]) -> Iterator[bytes]:
    """The rows in one of the layouts `csv`, `xlsx`, `hledger`, piece by piece."""
    return {"csv": as_csv, "xlsx": as_xlsx, "hledger": as_hledger}[layout](rows)


def as_csv(rows: Iterable[ExportRow]) -> Iterator[bytes]:
    """The lines as CSV."""
    return sheets.as_csv(HEADERS, map(_cells, rows))


def as_xlsx(rows: Iterable[ExportRow]) -> Iterator[bytes]:
    """The lines as a workbook, amounts with thousands and satang."""
    return sheets.as_xlsx(HEADERS, map(_cells, rows), title="Journal", number_format="#,##0.00")


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
        if buffer.tell() > sheets.FLUSH:
            yield sheets.drained(buffer)
    yield sheets.drained(buffer)


def hledger_account(row: ExportRow) -> str:
    """`assets:1110 Cash in drawers`: hledger ends a name at two spaces, and a colon opens a sub-account."""
    return f"{TOP[row.account_type][0]}:{row.account} {_plain(row.account_name).replace(':', ' ')}"


def _cells(row: ExportRow) -> list[str | Decimal]:
    values = (_value(row, header) for header in HEADERS)
    return [value if isinstance(value, Decimal) else str(value) for value in values]


def _value(row: ExportRow, header: str) -> object:
    return getattr(row, {"entry": "entry_id", "date": "entry_on"}.get(header, header))


def _plain(text: str) -> str:
    return re.sub(r"[;|\s]+", " ", text).strip()
