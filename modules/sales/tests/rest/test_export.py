"""A list leaves the house: as filtered, by right, noted, and no cell is a formula."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from erp.kernel.audit.models import ReadLog
from modules.sales.tests.conftest import line

URL = "/api/v1/sales/orders/export/"


def table(answer):
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


@pytest.fixture
def sold(till, sell):
    return sell(line(till.facial), line(till.serum), total="2570.00"), sell(line(till.facial), total="1500.00")


def test_a_list_leaves_as_it_is_filtered_with_the_columns_asked_for(sold, api, manager):
    where = json.dumps({"number": {"eq": sold[0].number}})
    query = {"where": where, "columns": "number,state,branch,total,paid_at"}
    answer = api(manager).get(URL, query)
    assert answer["Content-Disposition"].startswith('attachment; filename="sales-order-')
    headers, row = table(answer)
    assert headers == ["Number", "State", "Branch", "Total", "Paid at"]
    assert row[0] == sold[0].number
    assert (row[1], row[3]) == ("Paid", "2570.00")
    assert not row[2].isdigit()
    assert len(row[4]) == len("2026-11-20 09:00")


def test_an_export_is_noted_row_by_row(sold, api, manager):
    assert len(table(api(manager).get(URL))) == 3
    noted = ReadLog.objects.get(noun="sales.order")
    assert (noted.user_id, noted.purpose) == (manager.pk, "export csv")
    assert set(noted.record_ids) == {each.order_id for each in sold}


def test_without_the_right_nothing_leaves(sold, api, cashier, receptionist):
    for person in (cashier, receptionist):
        assert api(person).get(URL).status_code == 403
    assert not ReadLog.objects.filter(noun="sales.order").exists()


def test_a_text_that_looks_like_a_formula_stays_text(till, sell, api, manager, till_draft):
    till_draft("=1+1")
    cells = [cell for row in table(api(manager).get(URL, {"columns": "note,total"}))[1:] for cell in row]
    assert "'=1+1" in cells
    answer = api(manager).get(URL, {"columns": "note,total", "format": "xlsx"})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    note, total = next(book.active.iter_rows(min_row=2))
    assert (note.value, note.data_type, total.data_type) == ("=1+1", "s", "n")


def test_unknown_layouts_and_columns_are_refused(sold, api, manager):
    for query in ({"format": "pdf"}, {"columns": "password"}):
        assert api(manager).get(URL, query).status_code in (400, 422)


@pytest.fixture
def till_draft(till, api):
    def make(note):
        body = {"lines": [{"key": "k", "product_id": till.serum.pk, "quantity": "1", "unit_price": "1070.00"}]}
        order = api(till.cashier).post("/api/v1/sales/orders/", {**body, "note": note})
        assert order.status_code == 201, order.content

    return make
