"""Tables that leave the house as PDF: A4, the head repeated on each page, Thai set as Thai is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Final
from unicodedata import category

from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

from erp.kernel.documents.refusals import Invalid
from erp.kernel.transfer.sheets import Row

FONTS: Final = Path(__file__).parent / "fonts"
FAMILY: Final = "Anuphan"
MARGIN: Final = 12.0
LINE: Final = 6.0
NEXT: Final = 4.2
"""From one line of a cell to the next."""
PAD: Final = 3.0
GAP: Final = 1.5
SIZE: Final = 8.5
CONTENT_TYPE: Final = "application/pdf"
LONGEST: Final = 2000
"""Rows. Nobody reads a longer one, and a PDF is made in memory, some milliseconds a row."""
WIDE: Final = 5
"""From more columns than this on, the paper lies on its side."""
THAI: Final = ("\u0e00", "\u0e7f")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the table: its title, what it is about (days, branch), and whose it is."""

    title: str
    about: str = ""
    house: str = ""


def as_pdf(headers: Sequence[str], rows: Iterable[Row], *, heading: Heading) -> bytes:
    """The table on paper. Decimals stand right with two places; a row whose first cell is empty is a sum, and bold.

    Raises Invalid when there are more than LONGEST rows.
    """
    taken = [[_shown(cell) for cell in row] for row in islice(rows, LONGEST + 1)]
    if len(taken) > LONGEST:
        raise Invalid(
            _("A PDF holds %(rows)s rows at most. Choose a shorter span, or CSV or Excel.") % {"rows": f"{LONGEST:,}"},
            field="format",
            code="transfer.too_long",
        )
    sheet = _Sheet(headers, taken, heading)
    for row in taken:
        sheet.line([text for text, _right in row], strong=not row[0][0])
    return bytes(sheet.output())


Cell = tuple[str, bool]
"""The text as printed, and whether it is a figure."""


def _shown(cell: str | Decimal) -> Cell:
    return (f"{cell:,.2f}", True) if isinstance(cell, Decimal) else (cell, False)


def _poured(room: float, wanted: Sequence[float]) -> list[float]:
    """`room` shared out: none gets less than it wants before the wider ones are cut; what is left goes by width."""
    left, widths = room, dict.fromkeys(range(len(wanted)), 0.0)
    for count, at in zip(range(len(wanted), 0, -1), sorted(widths, key=lambda at: wanted[at]), strict=True):
        widths[at] = min(wanted[at], left / count)
        left -= widths[at]
    return [width * (1 + left / (room - left)) for width in widths.values()]


class _Sheet(FPDF):
    """A page that knows its columns."""

    def __init__(self, headers: Sequence[str], rows: Sequence[Sequence[Cell]], heading: Heading) -> None:
        super().__init__(orientation="landscape" if len(headers) > WIDE else "portrait", format="A4")
        self.heads, self.heading = list(headers), heading
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN + LINE)
        self.add_font(FAMILY, "", FONTS / "anuphan-regular.ttf")
        self.add_font(FAMILY, "B", FONTS / "anuphan-semibold.ttf")
        self.set_title(heading.title)
        self.set_font(FAMILY, "", SIZE)
        self.right = [any(row[at][1] for row in rows) for at in range(len(headers))]
        self.widths = self._widths(rows)
        self.add_page()

    def _widths(self, rows: Sequence[Sequence[Cell]]) -> list[float]:
        """As wide as the widest text; what is too much is taken from the texts, what is left goes to them."""
        columns = range(len(self.heads))
        texts = ([self.heads[at], *(row[at][0] for row in rows)] for at in columns)
        natural = [max(self.get_string_width(text) for text in column) * 1.06 + PAD for column in texts]
        flexible = [at for at in columns if not self.right[at]] or list(columns)
        room = self.epw - sum(natural[at] for at in columns if at not in flexible)
        for at, width in zip(flexible, _poured(room, [natural[at] for at in flexible]), strict=True):
            natural[at] = width
        return natural

    def header(self) -> None:
        """Title on the first page, the head of the table on all."""
        if self.page_no() == 1:
            self._say(self.heading.title, size=14, strong=True, height=8)
            self._say(" · ".join(filter(None, (self.heading.about, self.heading.house))), height=7)
        self.line(self.heads, strong=True)

    def footer(self) -> None:
        """Which page of how many."""
        self.set_y(-MARGIN - LINE / 2)
        self.set_font(FAMILY, "", 7.5)
        self.cell(0, LINE, f"{self.page_no()} / {{nb}}", align=Align.R)

    def _say(self, text: str, *, size: float = SIZE, strong: bool = False, height: float = LINE) -> None:
        self.set_font(FAMILY, "B" if strong else "", size)
        self._shape(text)
        self.cell(0, height, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def line(self, texts: Sequence[str], *, strong: bool = False) -> None:  # type: ignore[override]  # no geometry here
        """One row with a hair line beneath; a text too long for its column goes on below itself."""
        self.set_text_shaping(False)
        self.set_font(FAMILY, "B" if strong else "", SIZE)
        cells = [self._wrapped(text, width - GAP) for text, width in zip(texts, self.widths, strict=True)]
        height = LINE + NEXT * (max(map(len, cells)) - 1)
        if self.will_page_break(height) and self.page_no():
            self.add_page()
            self.set_font(FAMILY, "B" if strong else "", SIZE)
        self.set_draw_color(210)
        left, top = self.get_x(), self.get_y()
        for lines, width, right in zip(cells, self.widths, self.right, strict=True):
            for place, text in enumerate(lines):
                self._shape(text)
                self.set_xy(left, top + NEXT * place)
                self.cell(width, LINE, text, align=Align.R if right else Align.L)
            left += width
        self.line_at(top + height)
        self.set_xy(self.l_margin, top + height)

    def line_at(self, y: float) -> None:
        """A hair line across the page."""
        super().line(self.l_margin, y, self.w - self.r_margin, y)

    def _wrapped(self, text: str, width: float) -> list[str]:
        """Broken at spaces; what has none (Thai writes without) is broken between letters, never before a mark."""
        lines, now = [], ""
        for word in text.split(" "):
            longer = f"{now} {word}" if now else word
            if self.get_string_width(longer) <= width:
                now = longer
                continue
            if now:
                lines.append(now)
            *whole, now = self._broken(word, width)
            lines += whole
        return [*lines, now]

    def _broken(self, word: str, width: float) -> list[str]:
        pieces, now = [], ""
        for letter in word:
            if now and not category(letter).startswith("M") and self.get_string_width(now + letter) > width:
                pieces.append(now)
                now = ""
            now += letter
        return [*pieces, now]

    def _shape(self, text: str) -> None:
        """Thai marks need a shaping engine; the rest does without, ten times as fast."""
        self.set_text_shaping(any(THAI[0] <= letter <= THAI[1] for letter in text))
