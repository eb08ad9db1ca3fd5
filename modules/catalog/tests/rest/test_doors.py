"""The catalogue's doors."""

import pytest

from modules.ledger.tests.books import TaxCode

C = "/api/v1/catalog"


@pytest.fixture
def draft(product_of, api, manager):
    like = product_of()
    body = {
        "code": "NEW", "kind": "retail", "name": "New", "category": like.category_id,
        "tax_code": TaxCode.objects.get(code="VAT7").pk,
    }  # fmt: skip
    answer = api(manager).post(f"{C}/products/", body)
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_product_is_drafted_priced_and_activated(draft, api, manager, cashier):
    caller = api(manager)
    assert draft["state"] == "draft"
    assert caller.post(f"{C}/products/{draft['id']}/activate/").status_code == 409
    priced = caller.post(f"{C}/products/{draft['id']}/price/", {"price": "99.00", "starts_on": "2026-01-01"})
    assert (priced.status_code, priced.json()["price"]) == (200, "99.00"), priced.content
    assert caller.post(f"{C}/products/{draft['id']}/activate/").json()["state"] == "active"
    assert api(cashier).post(f"{C}/products/{draft['id']}/retire/").status_code == 403
    found = api(cashier).get(f"{C}/products/?q=new").json()
    assert [row["code"] for row in found["results"]] == ["NEW"]


def test_a_code_taken_is_refused_and_names_the_field(draft, api, manager):
    again = api(manager).post(f"{C}/products/", {**draft, "name": "Again"})
    assert (again.status_code, again.json()["field"]) == (422, "code")
