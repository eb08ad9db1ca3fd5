"""The inventory's doors."""

import json

from modules.inventory.models import Quant

I = "/api/v1/inventory"  # noqa: E741


def test_stock_is_listed_adjusted_and_received(store, api, manager, cashier):
    caller = api(manager)
    rows = caller.get(f"{I}/quants/", {"where": json.dumps({"product": {"eq": store.serum.pk}})}).json()
    assert [row["quantity"] for row in rows["results"]] == ["3.000"]
    body = {"product_id": store.serum.pk, "change": "-1", "reason": "broken"}
    made = caller.post(f"{I}/adjustments/adjust/", {**body, "branch_id": store.branch.pk})
    assert made.status_code == 201, made.content
    assert api(cashier).post(f"{I}/adjustments/adjust/", body).status_code == 403
    note = {"delivery_note": "DN-1", "lines": [{"product_id": store.serum.pk, "quantity": "5", "cost": "200.00"}]}
    assert caller.post(f"{I}/receive/", note).status_code == 201
    assert caller.post(f"{I}/receive/", note).status_code == 409
    assert Quant.objects.get(product=store.serum).quantity == 7


def test_a_lot_is_recalled_and_alerts_are_told(store, api, manager):
    caller = api(manager)
    assert caller.post(f"{I}/lots/{store.early.pk}/recall/").json()["state"] == "recalled"
    assert caller.get(f"{I}/lots/{store.early.pk}/uses/").json() == []
    assert caller.get(f"{I}/alerts/").status_code == 200


def test_two_stores_are_told_apart_in_the_readers_language(store, api, manager):
    only = {"where": json.dumps({"product": {"eq": store.serum.pk}})}
    for language, place in (("en", "Store · Sathorn"), ("th", "คลัง · ")):
        (row,) = api(manager, language=language).get(f"{I}/quants/", only).json()["results"]
        assert row["_labels"]["location"].startswith(place)
