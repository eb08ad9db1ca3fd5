from __future__ import annotations

import json

import pytest

BALANCES = "/api/v1/courses/balances/"
TEMPLATES = "/api/v1/courses/templates/"


def test_balances_of_a_patient(sold, api, cashier, patient, glow):
    answer = api(cashier).get(BALANCES, {"where": json.dumps({"patient": {"eq": patient.id}})})
    assert answer.status_code == 200, answer.content
    (row,) = answer.json()["results"]
    assert (row["title"], row["sold"], row["used"], row["held"], row["remaining"]) == ("Glow", 4, 0, 0, 4)
    assert [each["product"] for each in row["allowances"]] == [glow.facial.pk, glow.laser.pk]
    assert row["expires_on"] == "2027-11-20"


def test_balance_has_no_door_that_writes_one(sold, api, manager):
    client = api(manager)
    assert client.post(BALANCES, {}).status_code in (403, 405)
    assert client.patch(f"{BALANCES}{sold.pk}/", {"price": "0"}).status_code in (403, 405)


def test_freeze_is_the_managers_and_once(sold, api, cashier, manager):
    assert api(cashier).post(f"{BALANCES}{sold.pk}/freeze/").status_code == 403
    assert api(manager).post(f"{BALANCES}{sold.pk}/freeze/").json()["state"] == "frozen"
    again = api(manager).post(f"{BALANCES}{sold.pk}/freeze/")
    assert again.status_code == 409
    assert again.json()["current"]["state"] == "frozen"


def test_create_template_and_offer_it(api, manager, glow):
    body = {
        "product": glow.product.pk,
        "name": "Glow light",
        "validity_days": 90,
        "components": [{"product": glow.facial.pk, "sessions": 2}],
    }
    made = api(manager).post(TEMPLATES, body)
    assert made.status_code == 201, made.content
    row = made.json()
    assert (row["version_no"], row["state"], row["components"][0]["weight"]) == (2, "draft", "3000.00")
    offered = api(manager).post(f"{TEMPLATES}{row['id']}/offer/")
    assert offered.json()["state"] == "active"
    rows = api(manager).get(TEMPLATES, {"where": '{"state": {"eq": "active"}}'}).json()["results"]
    assert [each["id"] for each in rows] == [row["id"]]


@pytest.mark.parametrize("components", [[], [{"product": 0, "sessions": 1}]])
def test_create_template_of_nothing_is_refused(api, manager, glow, components):
    body = {"product": glow.product.pk, "components": components}
    assert api(manager).post(TEMPLATES, body).status_code in (400, 422)


def test_a_version_says_its_measures_tax_codes_and_how_many_were_sold(api, manager, cashier, sold, glow):
    body = {
        "product": glow.product.pk,
        "validity_days": 30,
        "components": [
            {"product": glow.facial.pk, "sessions": 100, "measure": "unit", "weight": "900.00"},
            {"product": glow.laser.pk, "sessions": 2},
        ],
    }
    made = api(manager).post(TEMPLATES, body).json()
    assert [(row["measure"], row["sessions"], row["weight"], row["tax_code"]) for row in made["components"]] == [
        ("unit", 100, "900.00", "EXEMPT"),
        ("session", 2, "2000.00", "VAT7"),
    ]
    api(manager).post(f"{TEMPLATES}{made['id']}/offer/")
    where = json.dumps({"product": {"eq": glow.product.pk}})
    rows = api(cashier).get(TEMPLATES, {"where": where, "order": "-version_no"}).json()["results"]
    assert [(row["version_no"], row["state"], row["sold"]) for row in rows] == [(2, "active", 0), (1, "retired", 1)]
    sold.refresh_from_db()
    assert [row.measure for row in sold.allowances.all()] == ["session", "session"]  # as sold, whatever is offered now
    bad = {**body, "components": [{"product": glow.facial.pk, "sessions": 1, "measure": "litre"}]}
    assert api(manager).post(TEMPLATES, bad).status_code == 422
    assert api(cashier).post(TEMPLATES, body).status_code == 403
