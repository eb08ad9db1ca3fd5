"""The patient's course page, and its verbs through the doors."""

from __future__ import annotations

import pytest

from modules.courses.tests.conftest import STROKES
from modules.courses.tests.services.test_course_life import covered
from modules.patients import public as patients

BALANCES = "/api/v1/courses/balances/"


@pytest.fixture
def page(api, manager):
    def ask(course, user=None):
        answer = api(user or manager).get(f"{BALANCES}{course.pk}/page/")
        assert answer.status_code == 200, answer.content
        return answer.json()

    return ask


def test_page_tells_treatments_money_and_every_movement(sold, glow, visit, signing, page, api, manager):
    visit(glow.facial)
    paid = signing(covered(glow.laser, sold), signature=STROKES)
    found = page(sold)
    assert (found["price"], found["paid"], found["unpaid"], found["owed"]) == (
        "4000.00", "4000.00", "0.00", "3000.00",
    )  # fmt: skip
    assert [(row["sold"], row["used"], row["held"], row["left"]) for row in found["components"]] == [
        (3, 0, 1, 2), (1, 1, 0, 0),
    ]  # fmt: skip
    rows = {row["kind"]: row for row in found["movements"]}
    assert set(rows) == {"sold", "held", "redeemed"}
    assert (rows["sold"]["value"], rows["sold"]["amount"]) == ("3934.58", "4000.00")
    assert (rows["redeemed"]["value"], rows["redeemed"]["treatment"]) == ("-934.58", "Laser")
    assert (rows["redeemed"]["document"], rows["redeemed"]["link"]) == (paid.number, f"/pos/receipts/{paid.order_id}")
    signature = api(manager).get(f"/api/v1/courses/signatures/{rows['redeemed']['signature']}/").json()
    assert signature["strokes"] == STROKES
    assert {action["name"] for action in found["_actions"]} == {
        "freeze", "extend", "expire", "request_extension", "request_transfer",
    }  # fmt: skip


def test_page_of_instalments_tells_what_may_be_used(begun, page):
    found = page(begun)
    assert (found["price"], found["paid"], found["unpaid"]) == ("4000.00", "1333.33", "2666.67")
    assert [row["standing"] for row in found["instalments"]] == ["paid", "due", "due"]
    assert [row["payable_sessions"] for row in found["components"]] == [1, 0]


def test_extend_and_transfer_through_the_doors(sold, api, cashier, manager, page, at):
    friend = patients.register_patient(by=None, at=at, first_name_th="วิชัย", phone="081-555-0102")
    door = f"{BALANCES}{sold.pk}/"
    assert api(cashier).post(f"{door}extend/", {"days": 5, "reason": "x"}).status_code == 403
    assert api(manager).post(f"{door}extend/", {"days": 5, "reason": "x"}).status_code == 200
    assert api(manager).post(f"{door}extend/", {"days": 50, "reason": "x"}).status_code == 409
    asked = api(cashier).post(f"{door}request_transfer/", {"patient": friend.id, "reason": "a gift"})
    assert asked.status_code == 200, asked.content
    waiting = page(sold)["waiting"]
    change = f"/api/v1/courses/changes/{waiting['id']}/"
    assert api(cashier).post(f"{change}approve/", HTTP_IDEMPOTENCY_KEY="k1").status_code == 403
    done = api(manager).post(f"{change}approve/", {"reason": "fine"}, HTTP_IDEMPOTENCY_KEY="k2")
    assert (done.status_code, done.json()["state"]) == (200, "approved")
    old = page(sold)
    assert (old["state"], old["after"]["patient"]["id"], old["owed"]) == ("transferred", friend.id, "0.00")
    new = api(manager).get(f"{BALANCES}{old['after']['id']}/page/").json()
    assert (new["before"]["id"], new["owed"], new["movements"][0]["document"]) == (sold.pk, "3934.58", sold.number)


def test_page_of_nobodys_course_is_not_found(api, manager, db):
    assert api(manager).get(f"{BALANCES}999999/page/").status_code == 404
