"""Tables that leave the house as CSV or XLSX, written while they are read: memory does not grow with the rows."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from erp.kernel.transfer.cells import is_number, safe

FLUSH: Final = 64 * 1024
CONTENT_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Row = Sequence[str | Decimal]


def write(layout: str, headers: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """The table in the layout `csv` or `xlsx`, piece by piece. Decimals are numbers, all else is text."""
    writers: dict[str, Callable[[Sequence[str], Iterable[Row]], Iterator[bytes]]] = {"csv": as_csv, "xlsx": as_xlsx}
    return writers[layout](headers, rows)


def as_csv(headers: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """CSV with a byte order mark, so that spreadsheets read Thai."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow([safe(header) for header in headers])
    for row in rows:
        writer.writerow([str(cell) if isinstance(cell, Decimal) else safe(cell) for cell in row])
        if buffer.tell() > FLUSH:
            yield drained(buffer)
    yield drained(buffer)


def as_xlsx(
    headers: Sequence[str], rows: Iterable[Row], *, title: str | None = None, number_format: str = "General"
) -> Iterator[bytes]:
    """A workbook written row by row to a temporary file, then sent."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.append([_cell(sheet, header, number_format) for header in headers])
    for row in rows:
        sheet.append([_cell(sheet, value, number_format) for value in row])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(FLUSH):
            yield piece


def _cell(sheet: Any, value: str | Decimal, number_format: str) -> Any:
    """A figure, or text whatever it looks like: a header too."""
    cell: Any = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, Decimal):
        cell.number_format = number_format
    else:
        cell.data_type = "s"
    return cell


def number_or_text(value: object) -> str | Decimal:
    """A figure as the API writes it (money is text there) as a number again."""
    text = str(value)
    return Decimal(text) if is_number(text) else text


def drained(buffer: io.StringIO) -> bytes:
    """What was written so far, which the buffer then forgets."""
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
