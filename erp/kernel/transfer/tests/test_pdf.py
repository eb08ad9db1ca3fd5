"""Tables on paper: they fit the page, repeat their head, and set Thai as Thai is written."""

from decimal import Decimal
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from erp.kernel.documents.refusals import Invalid
from erp.kernel.transfer import pdf
from erp.kernel.transfer.pdf import Heading, as_pdf

HEADS = ("Code", "บัญชี", "Amount")
ROW = ("1110", "เงินสดในลิ้นชัก ที่ปั๊มน้ำ", Decimal("1234.50"))


@given(room=st.floats(50, 300), wanted=st.lists(st.floats(1, 900), min_size=1, max_size=12))
def test_columns_fill_the_page_and_none_grows_while_another_is_cut(room, wanted):
    widths = pdf._poured(room, wanted)
    assert sum(widths) == pytest.approx(room)
    if sum(wanted) > room:
        widest_kept = max((width for width, want in zip(widths, wanted, strict=True) if width >= want), default=0)
        assert all(width >= widest_kept - 0.001 for width, want in zip(widths, wanted, strict=True) if width < want)


def test_a_long_table_has_pages_each_with_its_head():
    sheet = pdf._Sheet(HEADS, [[pdf._shown(cell) for cell in ROW]] * 120, Heading("งบทดลอง"))
    heads = []
    whole = sheet.line
    sheet.line = lambda texts, **how: (
        heads.append(sheet.page_no()) if tuple(texts) == HEADS else None,
        whole(texts, **how),
    )
    for _row in range(120):
        sheet.line(["1110", ROW[1], "1,234.50"])
    assert sheet.page_no() == 3
    assert heads == [2, 3]  # the first page's was printed when it was made
    assert sheet.right == [False, False, True]


def test_money_is_grouped_and_thai_is_shaped(monkeypatch):
    said = []
    monkeypatch.setattr(pdf._Sheet, "set_text_shaping", lambda self, on: said.append(on))
    assert as_pdf(HEADS, [ROW], heading=Heading("Trial balance")).startswith(b"%PDF-")
    assert pdf._shown(Decimal("-1234567.5")) == ("-1,234,567.50", True)
    assert said.count(True) == 2  # the account's name and its head


def test_a_text_too_long_goes_on_below_itself_and_loses_nothing():
    sheet = pdf._Sheet(HEADS, [[pdf._shown(cell) for cell in ROW]], Heading("x"))
    english, thai = "a commission of " * 20, "ค่าคอมมิชชันที่ได้รับทั้งหมด" * 9
    for text in (english.strip(), thai):
        lines = sheet._wrapped(text, 40)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert len(lines) > 4
        assert all(sheet.get_string_width(line) <= 40 for line in lines)
    assert not any(category(line[0]).startswith("M") for line in sheet._wrapped(thai, 40))
    top = sheet.get_y()
    sheet.line(["1110", english, "1.00"])
    assert sheet.get_y() > top + 3 * pdf.NEXT


def test_too_long_a_table_is_refused_by_name(monkeypatch):
    monkeypatch.setattr(pdf, "LONGEST", 2)
    assert as_pdf(HEADS, [ROW] * 2, heading=Heading("x"))
    with pytest.raises(Invalid) as refusal:
        as_pdf(HEADS, [ROW] * 3, heading=Heading("x"))
    assert refusal.value.field == "format"
