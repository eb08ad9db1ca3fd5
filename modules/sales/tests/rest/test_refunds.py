"""Refunds by the API: read what is left, give back, ask, decide, pay out, print; by right and once for each key."""

import pytest

from modules.sales.models import OrderLine, Refund
from modules.sales.tests.conftest import line

S = "/api/v1/sales"


@pytest.fixture
def sold(till, sell):
    """Two serums and a facial for 3,640.00, cash."""
    return sell(line(till.serum, 2), line(till.facial), total="3640.00")


@pytest.fixture
def cashier_api(api, till):
    return api(till.cashier)


def back(code, quantity, goods=""):
    return {"line_id": OrderLine.objects.get(product__code=code).pk, "quantity": str(quantity), "goods": goods}


def body(till, *lines, amount):
    return {
        "register_session": till.session.pk,
        "lines": lines,
        "tenders": [{"kind": "cash", "amount": amount}],
        "reason": "rash",
    }


def test_what_is_left_is_read_given_back_once_for_each_key_and_printed(till, sold, api, manager):
    order = f"{S}/orders/{sold.order_id}"
    found = api(manager).get(f"{order}/refundable/").json()
    assert [(row["code"], row["left"], row["gross_left"], row["moves_goods"]) for row in found["lines"]] == [
        ("SERUM", "2.000", "2140.00", True),
        ("FACIAL", "1.000", "1500.00", False),
    ]
    assert (found["ways"], found["limit"], found["refund"]) == ({"cash": "3640.00"}, None, None)
    asked = body(till, back("SERUM", 1, "stock"), amount="1070.00")
    answers = [
        api(manager).post(f"{order}/refund/", asked, HTTP_IDEMPOTENCY_KEY="11111111-1111-4111-8111-111111111111")
        for _twice in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200], answers[0].content
    assert answers[0].content == answers[1].content
    refund = answers[0].json()
    assert (refund["state"], refund["total"], refund["number"]) == ("paid", "1070.00", "CN-STN-01-26-000001")
    assert Refund.objects.count() == 1
    found = api(manager).get(f"{order}/refundable/").json()
    assert [(row["left"], row["gross_left"]) for row in found["lines"]] == [("1.000", "1070.00"), ("1.000", "1500.00")]
    note = api(manager).get(f"{S}/refunds/{refund['id']}/note/").json()
    assert (note["title_th"], note["original_number"], note["printed_count"]) == ("ใบลดหนี้", sold.number, 0)
    printed = api(manager).post(f"{S}/refunds/{refund['id']}/reprint/", {})
    assert printed.json() == {"printed_count": 1}
    bill = api(manager).get(f"{order}/").json()
    refunding = {"name": "refund", "label": "Refund", "target": "", "to": f"/pos/refund/{sold.order_id}"}
    assert (bill["state"], refunding in bill["_actions"]) == ("partly_refunded", True)
    receipt = api(manager).get(f"{order}/receipt/").json()
    assert (receipt["state"], refunding in receipt["_actions"]) == ("partly_refunded", True)


def test_above_her_limit_the_cashier_asks_and_pays_out_what_was_approved(till, sold, cashier_api, api, manager):
    order = f"{S}/orders/{sold.order_id}"
    assert cashier_api.get(f"{order}/refundable/").json()["limit"] == "500.00"
    direct = cashier_api.post(f"{order}/refund/", body(till, back("SERUM", 1, "loss"), amount="1070.00"))
    assert (direct.status_code, direct.json()["code"], direct.json()["limit"]) == (
        403,
        "sales.refund.above_limit",
        "500.00",
    )
    asked = cashier_api.post(f"{order}/request_refund/", {"lines": [back("SERUM", 1, "loss")], "reason": "rash"})
    refund = asked.json()
    assert (asked.status_code, refund["state"], refund["needs_approval"]) == (200, "requested", True), asked.content
    waiting = cashier_api.get(f"{order}/refundable/").json()["refund"]
    assert (waiting["id"], [action["name"] for action in waiting["_actions"]]) == (refund["id"], ["withdraw"])
    address = f"{S}/refunds/{refund['id']}"
    assert cashier_api.post(f"{address}/approve/", {}).status_code == 403
    early = cashier_api.post(
        f"{address}/pay/", {"register_session": till.session.pk, "tenders": [{"kind": "cash", "amount": "1070.00"}]}
    )
    assert (early.status_code, early.json()["code"]) == (409, "sales.refund.pay")
    assert api(manager).post(f"{address}/approve/", {"reason": "ok"}).json()["state"] == "approved"
    assert cashier_api.get(f"{order}/refundable/").json()["refund"]["state"] == "approved"
    paid = cashier_api.post(
        f"{address}/pay/", {"register_session": till.session.pk, "tenders": [{"kind": "cash", "amount": "1070.00"}]}
    )
    assert (paid.status_code, paid.json()["state"]) == (200, "paid"), paid.content


def test_a_refund_is_for_cashiers_and_managers_of_the_branch(
    till, sold, api, user_of, doctor, accountant, other_branch
):
    order = f"{S}/orders/{sold.order_id}"
    asked = body(till, back("FACIAL", 1), amount="1500.00")
    for user in (doctor, accountant):
        assert api(user).get(f"{order}/refundable/").status_code == 403
        assert api(user).post(f"{order}/refund/", asked).status_code in (403, 404)
    stranger = user_of("manager", "elsewhere")
    stranger.branches.set([other_branch])
    assert api(stranger).get(f"{order}/refundable/").status_code in (403, 404)
    assert api(stranger).post(f"{order}/refund/", asked).status_code in (403, 404)
    assert not Refund.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"quantity": "0"}, {"quantity": "-1"}, {"quantity": "x"}, {"goods": "home"}, {"line_id": 10**9}],
)
def test_a_refund_that_makes_no_sense_is_refused_and_writes_nothing(till, sold, api, manager, wrong):
    asked = body(till, {**back("SERUM", 1, "stock"), **wrong}, amount="1070.00")
    answer = api(manager).post(f"{S}/orders/{sold.order_id}/refund/", asked)
    assert answer.status_code in (400, 422), answer.content
    assert not Refund.objects.exists()


def test_an_unpaid_bill_has_nothing_to_give_back(till, api, manager, at):
    from modules.sales.public import draft_order

    draft = draft_order(branch_id=till.branch.pk, lines=[line(till.serum)], by=till.cashier, at=at)
    assert api(manager).get(f"{S}/orders/{draft.pk}/refundable/").status_code == 404
    asked = body(till, back("SERUM", 1, "stock"), amount="1070.00")
    assert api(manager).post(f"{S}/orders/{draft.pk}/refund/", asked).status_code == 422
