"""Entries by hand through their doors."""

from decimal import Decimal

import pytest

from modules.ledger.models import Account, Journal, JournalEntry
from modules.ledger.public import balance_of

E = "/api/v1/ledger/entries"


@pytest.fixture
def body(chart, branch):
    """An entry as the editor sends it: `body("100.00")`."""

    def make(amount="100.00", **changes):
        account = {code: Account.objects.get(code=code).pk for code in ("5230", "1125")}
        lines = [
            {
                "account": account["5230"],
                "debit": amount,
                "memo": "Sathorn",
                "dimensions": [{"kind": "room", "code": "1"}],
            },
            {"account": account["1125"], "credit": amount},
        ]
        head = {"journal": Journal.objects.get(code="general").pk, "entry_on": "2026-11-20", "memo": "Rent"}
        return {**head, "branch": branch.pk, "lines": lines, **changes}

    return make


def verbs(entry):
    return {action["name"] for action in entry["_actions"]}


def test_an_entry_is_drafted_changed_posted_and_reversed(body, api, accountant):
    caller = api(accountant)
    drafted = caller.post(f"{E}/", body())
    assert drafted.status_code == 201, drafted.content
    entry = drafted.json()
    assert (entry["state"], entry["total"], verbs(entry)) == ("draft", "100.00", {"post", "submit", "discard"})
    assert entry["lines"][0]["dimensions"] == [{"kind": "room", "code": "1", "title": ""}]
    changed = caller.patch(f"{E}/{entry['id']}/", {"lines": body("250.25")["lines"]}, HTTP_IF_MATCH='"1"').json()
    assert (changed["total"], changed["memo"]) == ("250.25", "Rent")
    assert caller.patch(f"{E}/{entry['id']}/", {"memo": "x"}, HTTP_IF_MATCH='"1"').status_code == 412
    posted = caller.post(f"{E}/{entry['id']}/post/").json()
    assert (posted["state"], verbs(posted), balance_of("5230")) == ("posted", {"reverse"}, Decimal("250.25"))
    reversed_ = caller.post(f"{E}/{entry['id']}/reverse/", {"on": "2026-11-21", "reason": "Twice"}).json()
    assert (verbs(reversed_), balance_of("5230")) == (set(), Decimal("0.00"))
    mirror = caller.get(f"{E}/{reversed_['reversed_by']}/").json()
    assert (mirror["reverses"], mirror["memo"], mirror["entry_on"]) == (entry["id"], "Twice", "2026-11-21")


def test_a_large_entry_offers_submission_and_somebody_else_approval(body, api, accountant, manager):
    caller = api(accountant)
    entry = caller.post(f"{E}/", body("60000.00")).json()
    assert verbs(entry) == {"submit", "discard"}
    refused = caller.post(f"{E}/{entry['id']}/post/")
    assert (refused.status_code, refused.json()["code"]) == (409, "ledger.journal_entry.needs_approval")
    assert verbs(caller.post(f"{E}/{entry['id']}/submit/").json()) == {"send_back"}
    assert caller.post(f"{E}/{entry['id']}/approve/").status_code == 403
    waiting = api(manager).get(f"{E}/{entry['id']}/").json()
    assert verbs(waiting) == {"approve", "send_back"}
    assert api(manager).post(f"{E}/{entry['id']}/approve/").json()["state"] == "posted"


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"entry_on": "1999-01-01"}, 409, "entry_on"),
        ({"entry_on": ""}, 422, "entry_on"),
        ({"lines": [{"account": 0, "debit": "1.00"}]}, 422, "lines.0.account"),
        ({"lines": [{"account": "heading", "debit": "1.00"}]}, 422, "lines.0.account"),
        ({"lines": [{"account": "rent", "debit": "1.005"}]}, 422, "lines.0.debit"),
        ({"lines": [{"account": "rent"}]}, 422, "lines.0.debit"),
    ],
)
def test_a_refusal_names_the_field(body, api, accountant, changes, status, field):
    codes = {"heading": "5000", "rent": "5230"}
    for line in changes.get("lines", ()):
        if line["account"] in codes:
            line["account"] = Account.objects.get(code=codes[line["account"]]).pk
    answer = api(accountant).post(f"{E}/", body(**changes))
    assert answer.status_code == status, answer.content
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not JournalEntry.objects.exists()


def test_who_has_no_right_writes_nothing(body, api, manager, cashier):
    for person in (manager, cashier):
        assert api(person).post(f"{E}/", body()).status_code == 403
    assert not JournalEntry.objects.exists()


def test_state_and_posting_are_not_written_by_a_request(body, api, accountant):
    entry = api(accountant).post(
        f"{E}/", body(state="posted", posted_at="2026-11-20T00:00:00Z", source="sales.order:1")
    )
    assert (entry.json()["state"], entry.json()["posted_at"]) == ("draft", None)
    assert entry.json()["source"].startswith("ledger.journal_entry:")


def test_the_threshold_is_the_managers(chart, api, accountant, manager):
    assert api(accountant).patch("/api/v1/ledger/settings/1/", {"approval_from": "1.00"}).status_code == 403
    assert (
        api(manager).patch("/api/v1/ledger/settings/1/", {"approval_from": "99.00"}).json()["approval_from"] == "99.00"
    )
    assert api(manager).patch("/api/v1/ledger/settings/1/", {"approval_from": "-1.00"}).status_code == 422


def test_a_list_of_entries_asks_no_more_with_more_rows(body, post, api, accountant, django_assert_max_num_queries):
    for number in range(8):
        post(f"test.sale:{number}")
    caller = api(accountant)
    with django_assert_max_num_queries(15):
        assert caller.get(f"{E}/").json()["count"] == 8
