"""Who owes how much since when: ages by day, sums by party, the account beside it."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from modules.ledger import hooks
from modules.ledger.data import OpenItem
from modules.ledger.public import LineIn
from modules.ledger.selectors import aged_receivables as selector

R = "/api/v1/ledger/reports/aged-receivables/"
AS_OF = date(2026, 11, 30)
OVERDUE = {
    -5: "10.00",
    0: "20.00",
    1: "30.00",
    30: "40.00",
    31: "50.00",
    60: "60.00",
    61: "70.00",
    90: "80.00",
    91: "90.01",
}


class Owed(hooks.Receivables):
    """One company with a document of every age, and a second that owes more in one."""

    def open_items(self, *, branch_id: int | None, as_of: date) -> Sequence[OpenItem]:
        """As of AS_OF; of branch 1 alone there is the second company's."""
        day = date.fromordinal
        aged = [
            OpenItem(
                "test.company", 1, "Siam", f"test.bill:{days}", f"B{days}", day(as_of.toordinal() - days - 30),
                day(as_of.toordinal() - days), 7, Decimal(amount),
            )
            for days, amount in OVERDUE.items()
        ]  # fmt: skip
        large = OpenItem("test.company", 2, "Thai", "test.bill:x", "BX", as_of, as_of, 8, Decimal("1000.00"))
        return [one for one in (*aged, large) if branch_id is None or one.branch_id == branch_id]


@pytest.fixture
def owed(chart, monkeypatch):
    monkeypatch.setattr(selector, "contributors", lambda hook: [Owed()])


def test_every_day_stands_in_its_column(owed, api, accountant):
    found = api(accountant).get(f"{R}?as_of={AS_OF}").json()
    assert [(party["title"], party["amounts"]["total"]) for party in found["parties"]] == [
        ("Thai", "1000.00"), ("Siam", "450.01"),
    ]  # fmt: skip
    assert found["parties"][1]["amounts"] == {
        "not_due": "30.00", "days_30": "70.00", "days_60": "110.00", "days_90": "150.00", "older": "90.01",
        "total": "450.01",
    }  # fmt: skip
    assert found["amounts"]["total"] == "1450.01"
    oldest = found["parties"][1]["items"][0]
    assert (oldest["number"], oldest["overdue"], oldest["age"], oldest["amount"]) == ("B91", 91, "older", "90.01")


def test_the_account_stands_beside_it(owed, api, accountant, post):
    lines = [LineIn("1140", debit=Decimal("1450.01")), LineIn("4130", credit=Decimal("1450.01"))]
    post("test.bill:1", lines=lines)
    assert api(accountant).get(f"{R}?as_of={AS_OF}").json()["difference"] == "0.00"
    before = api(accountant).get(f"{R}?as_of=2026-11-19").json()
    assert (before["ledger"], before["difference"]) == ("0.00", "-1450.01")


def test_it_leaves_as_a_table_a_row_a_document(owed, api, accountant):
    answer = api(accountant).get(f"/api/v1/ledger/exports/aged-receivables/?format=csv&as_of={AS_OF}")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0][5:] == ["Not due", "1–30 days", "31–60 days", "61–90 days", "Older", "Open"]
    assert rows[2] == ["Siam", "B91", "2026-08-01", "2026-08-31", "91", "", "", "", "", "90.01", "90.01"]
    assert rows[-1] == ["", "Total", "", "", "", "1030.00", "70.00", "110.00", "150.00", "90.01", "1450.01"]


def test_a_manager_sees_his_branch(owed, api, manager, branch, monkeypatch):
    seen = []
    monkeypatch.setattr(Owed, "open_items", lambda self, *, branch_id, as_of: seen.append(branch_id) or [])
    assert api(manager).get(f"{R}?as_of={AS_OF}").status_code == 200
    assert seen == [branch.pk]


def test_a_day_that_is_none_is_named(owed, api, accountant):
    assert api(accountant).get(f"{R}?as_of=soon").json()["field"] == "as_of"
