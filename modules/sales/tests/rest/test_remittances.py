"""Deposits by the API: taken once for each key, printed, paid back by who may; the till shows what is left."""

from uuid import uuid4

import pytest

from modules.sales.models import Remittance
from modules.sales.tests.conftest import line

S = "/api/v1/sales"


@pytest.fixture
def body(till, patient):
    return {
        "patient": patient.id,
        "register_session": till.session.pk,
        "tenders": [{"kind": "cash", "amount": "1000.00"}],
        "note": "for the course",
    }


def post(caller, where, body, key=None):
    return caller.post(f"{S}/{where}/", body, HTTP_IDEMPOTENCY_KEY=key or str(uuid4()))


def test_a_deposit_is_taken_once_for_each_key_shown_at_the_till_and_printed(till, api, patient, body):
    caller = api(till.cashier)
    key = str(uuid4())
    answers = [post(caller, "remittances/deposit", body, key) for _twice in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201], answers[0].content
    assert answers[0].content == answers[1].content
    made = answers[0].json()
    assert (made["number"], made["amount"], made["tenders"][0]["kind"]) == ("DP-STN-01-26-000001", "1000.00", "cash")
    assert Remittance.objects.count() == 1
    assert caller.get(f"{S}/pos/patient/{patient.id}/").json()["credit"] == "1000.00"
    note = caller.get(f"{S}/remittances/{made['id']}/note/").json()
    assert (note["title_th"], note["credit_after"], note["printed_count"]) == ("ใบรับเงินมัดจำ", "1000.00", 0)
    assert caller.post(f"{S}/remittances/{made['id']}/reprint/", {}).json() == {"printed_count": 1}
    (row,) = caller.get(f"{S}/credit-movements/").json()["results"]
    assert (row["kind"], row["amount"]) == ("deposit", "1000.00")


def test_a_cashier_pays_no_deposit_back_and_a_manager_does(till, api, manager, body):
    post(api(till.cashier), "remittances/deposit", body)
    back = {**body, "tenders": [{"kind": "cash", "amount": "400.00"}], "note": "moves away"}
    assert post(api(till.cashier), "remittances/pay_back", back).status_code == 403
    answer = post(api(manager), "remittances/pay_back", back)
    assert (answer.status_code, answer.json()["number"]) == (201, "DR-STN-01-26-000001")
    again = post(api(manager), "remittances/pay_back", {**back, "tenders": [{"kind": "cash", "amount": "600.01"}]})
    assert (again.status_code, again.json()["code"], again.json()["left"]) == (
        409,
        "sales.customer_credit.too_little",
        "600.00",
    )


def test_checkout_with_credit_by_the_api_and_the_receipt_says_so(till, api, patient, body):
    caller = api(till.cashier)
    post(caller, "remittances/deposit", body)
    sold = line(till.serum)
    order = {
        "register_session": till.session.pk,
        "patient": patient.id,
        "lines": [{"key": sold.key, "product_id": sold.product_id, "quantity": "1", "unit_price": "1070.00"}],
        "tenders": [{"kind": "credit", "amount": "1000.00"}, {"kind": "cash", "amount": "70.00"}],
        "expected_total": "1070.00",
    }
    answer = post(caller, "checkout", order)
    assert answer.status_code == 201, answer.content
    assert [tender["kind"] for tender in answer.json()["receipt"]["tenders"]] == ["credit", "cash"]
    assert caller.get(f"{S}/pos/patient/{patient.id}/").json()["credit"] == "0.00"
    again = post(caller, "checkout", order)
    assert (again.status_code, again.json()["code"]) == (409, "sales.customer_credit.too_little")


def test_the_therapist_sees_no_deposits(api, therapist):
    assert api(therapist).get(f"{S}/remittances/").status_code == 403
    assert api(therapist).get(f"{S}/credit-movements/").status_code == 403
