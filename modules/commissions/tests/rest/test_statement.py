"""The month's statement: one's own, or the branch's, with the steps of every line."""

import csv
import io

import pytest

from modules.commissions.models import CommissionLog
from modules.commissions.services.calculate_commission import calculate_commission
from modules.commissions.services.questions import ask_about_commission
from modules.commissions.tests.conftest import ON

DOOR = "/api/v1/commissions/statement/"


@pytest.fixture
def earned(staff_of, cause_of, at, therapist):
    """A (the therapist's staff) earned 500.00, B 50.00."""
    a, b = staff_of("A"), staff_of("B")
    a.user = therapist
    a.save()
    calculate_commission(cause=cause_of(("9000.00", [(a, "100")]), order=1), at=at)
    calculate_commission(cause=cause_of(("2000.00", [(a, "50"), (b, "50")]), order=2), at=at)
    return a, b


def test_a_manager_sees_everybody_and_opens_one(earned, api, manager):
    _a, b = earned
    month = {"month": f"{ON:%Y-%m}"}
    body = api(manager).get(DOOR, month).json()
    assert [(one["name"], one["base"], one["amount"], one["open"]) for one in body["people"]] == [
        ("A", "10000.00", "500.00", "500.00"),
        ("B", "1000.00", "50.00", "50.00"),
    ]
    assert (body["staff_id"], body["lines"]) == (None, [])
    lines = api(manager).get(DOOR, {**month, "staff": b.pk}).json()["lines"]
    assert [(line["amount"], line["state"], line["settlement"]) for line in lines] == [("50.00", "accrued", "")]
    assert any("Share of 50" in sentence for sentence in lines[0]["explanation"])


def test_a_therapist_sees_her_own_at_once_and_nobody_elses(earned, api, therapist):
    a, b = earned
    month = {"month": f"{ON:%Y-%m}"}
    body = api(therapist).get(DOOR, month).json()
    assert [one["name"] for one in body["people"]] == ["A"]
    assert (body["staff_id"], [line["amount"] for line in body["lines"]]) == (a.pk, ["450.00", "50.00"])
    assert api(therapist).get(DOOR, {**month, "staff": b.pk}).json()["lines"] == []


def test_a_month_or_person_that_is_none_is_refused_naming_the_field(api, manager):
    for wrong, field in (({"month": "november"}, "month"), ({"staff": "A"}, "staff")):
        answer = api(manager).get(DOOR, wrong)
        assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_the_statement_takes_the_same_statements_for_any_number_of_lines(
    earned, cause_of, api, manager, at, django_assert_num_queries
):
    a, _b = earned
    caller = api(manager)
    asked = {"month": f"{ON:%Y-%m}", "staff": a.pk}
    with django_assert_num_queries(5):
        caller.get(DOOR, asked)
    for order in range(10, 16):
        calculate_commission(cause=cause_of(("100.00", [(a, "100")]), order=order), at=at)
    for log in CommissionLog.objects.filter(staff=a):
        ask_about_commission(commission_log_id=log.pk, text="Why?", by=manager, at=at)
    with django_assert_num_queries(5):
        caller.get(DOOR, asked)


def test_the_statement_leaves_on_paper_with_its_steps(earned, api, manager):
    a, _b = earned
    paper = api(manager).get(f"/api/v1/commissions/exports/statement/?format=pdf&month=2026-11&staff={a.pk}")
    assert (paper["Content-Type"], b"".join(paper.streaming_content)[:5]) == ("application/pdf", b"%PDF-")
    table = api(manager).get(f"/api/v1/commissions/exports/statement/?format=csv&month=2026-11&staff={a.pk}")
    rows = list(csv.reader(io.StringIO(b"".join(table.streaming_content).decode("utf-8-sig"))))
    assert rows[-1] == ["", "Total", "", "10000.00", "500.00", ""]
    assert [row[0] for row in rows[1:-1]].count("2026-11-20") == 2
    assert any(row[0] == "·" and "5" in row[1] for row in rows)


def test_paper_is_one_persons_and_only_for_who_may_see_it(earned, api, manager, cashier):
    door = "/api/v1/commissions/exports/statement/?format=pdf&month=2026-11"
    assert api(manager).get(door).json()["field"] == "staff"
    assert api(manager).get(f"{door}&staff=999999").json()["field"] == "staff"
    assert api(manager).get(door.replace("pdf", "ods")).json()["field"] == "format"
    assert api(cashier).get(f"{door}&staff={earned[0].pk}").status_code == 403
