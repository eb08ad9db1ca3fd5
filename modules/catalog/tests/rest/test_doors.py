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


def test_a_price_list_is_drafted_priced_activated_and_retired(product_of, api, manager, cashier, branch):
    product, caller = product_of(), api(manager)
    body = {"code": "MEMBERS", "name": "Members", "name_th": "สมาชิก", "starts_on": "2026-11-01"}
    assert api(cashier).post(f"{C}/price-lists/", body).status_code == 403
    drafted = caller.post(f"{C}/price-lists/", body)
    assert (drafted.status_code, drafted.json()["state"]) == (201, "draft"), drafted.content
    door = f"{C}/price-lists/{drafted.json()['id']}"
    assert caller.post(f"{door}/activate/").status_code == 409
    priced = caller.post(f"{door}/price/", {"product": product.pk, "price": "950.00"})
    assert priced.status_code == 200, priced.content
    assert api(cashier).post(f"{door}/price/", {"product": product.pk, "price": "1.00"}).status_code == 403
    assert caller.post(f"{door}/add_branch/", {"branch": branch.pk}).status_code == 200
    assert caller.post(f"{door}/activate/").json()["state"] == "active"
    rows = api(cashier).get(f"{C}/prices/", {"where": '{"price_list": {"isnull": false}}'}).json()["results"]
    assert [(row["price"], row["starts_on"]) for row in rows] == [("950.00", "2026-11-01")]
    assert len(api(cashier).get(f"{C}/price-list-branches/").json()["results"]) == 1
    assert "open" in [action["name"] for action in caller.get(f"{door}/").json()["_actions"]]
    assert caller.post(f"{door}/open/").status_code == 200
    assert caller.post(f"{door}/retire/").json()["state"] == "retired"
