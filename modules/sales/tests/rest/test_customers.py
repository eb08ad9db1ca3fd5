"""Companies by the API: asked for, approved by somebody else, sold to on account, collected once for each key."""

from uuid import uuid4

import pytest

from modules.sales.models import CollectionLine
from modules.sales.tests.conftest import line

S = "/api/v1/sales"
COMPANY = {
    "name": "Siam Wellness",
    "tax_id": "0105561234560",
    "tax_branch_code": "00000",
    "address": "1 Sathorn Road",
    "credit_days": 30,
    "credit_limit": "2000.00",
}


@pytest.fixture
def company(till, api, manager):
    """Asked for by the cashier, approved by the manager."""
    made = api(till.cashier).post(f"{S}/customers/", COMPANY)
    assert made.status_code == 201, made.content
    assert api(till.cashier).post(f"{S}/customers/{made.json()['id']}/approve/", {}).status_code == 403
    approved = api(manager).post(f"{S}/customers/{made.json()['id']}/approve/", {"reason": "known"})
    assert (approved.status_code, approved.json()["state"]) == (200, "approved")
    return approved.json()


@pytest.fixture
def owed(till, api, company):
    """A serum on account."""
    sold = line(till.serum)
    body = {
        "register_session": till.session.pk,
        "lines": [{"key": sold.key, "product_id": sold.product_id, "quantity": "1", "unit_price": "1070.00"}],
        "tenders": [{"kind": "on_account", "amount": "1070.00", "customer": company["id"]}],
        "expected_total": "1070.00",
    }
    answer = api(till.cashier).post(f"{S}/checkout/", body)
    assert answer.status_code == 201, answer.content
    over = api(till.cashier).post(f"{S}/checkout/", body)
    assert (over.status_code, over.json()["code"], over.json()["free"]) == (409, "sales.customer.limit", "930.00")
    return answer.json()


def test_a_company_pays_its_bills_once_for_each_key_at_the_till_or_by_the_accountant(
    till, api, accountant, company, owed
):
    caller = api(accountant)
    assert caller.get(f"{S}/customers/{company['id']}/").json()["open"] == "1070.00"
    (bill,) = caller.get(f"{S}/customers/{company['id']}/open-bills/").json()
    assert (bill["number"], bill["open"], bill["due_on"]) == (owed["number"], "1070.00", "2026-12-20")
    body = {
        "lines": [{"order_id": bill["order_id"], "amount": "1000.00"}],
        "tenders": [{"kind": "transfer", "amount": "1000.00", "reference": "KBANK 7"}],
    }
    key = str(uuid4())
    where = f"{S}/customers/{company['id']}/collect/"
    answers = [caller.post(where, body, HTTP_IDEMPOTENCY_KEY=key) for _twice in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200], answers[0].content
    assert answers[0].content == answers[1].content
    assert CollectionLine.objects.count() == 1
    cash = {
        "lines": [{"order_id": bill["order_id"], "amount": "70.00"}],
        "tenders": [{"kind": "cash", "amount": "70.00"}],
    }
    assert caller.post(where, cash).status_code == 422
    done = api(till.cashier).post(where, {**cash, "register_session": till.session.pk})
    assert (done.status_code, done.json()["number"]) == (200, "CL-STN-01-26-000001")
    assert caller.get(f"{S}/customers/{company['id']}/open-bills/").json() == []


def test_terms_that_were_approved_are_not_changed_by_the_api(api, manager, company):
    answer = api(manager).patch(f"{S}/customers/{company['id']}/", {"credit_limit": "99999.00"})
    assert (answer.status_code, answer.json()["code"]) == (409, "sales.customer.decided")
    assert api(manager).post(f"{S}/customers/{company['id']}/reopen/", {}).status_code == 200
    assert api(manager).patch(f"{S}/customers/{company['id']}/", {"credit_limit": "99999.00"}).status_code == 200


def test_a_refund_of_a_bill_on_account_says_how_much_money_there_is(till, api, manager, owed):
    found = api(manager).get(f"{S}/orders/{owed['id']}/refundable/").json()
    assert (found["ways"], found["money_left"], found["to_credit"]) == ({"on_account": "1070.00"}, "0.00", False)
