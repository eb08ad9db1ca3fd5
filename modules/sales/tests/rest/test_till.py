"""The till's doors, as the cashier's screen uses them."""

from decimal import Decimal

import pytest

from modules.catalog.public import activate_price_list, create_price_list, price_in_list, retire_price_list
from modules.sales.models import Order, RegisterSession

S = "/api/v1/sales"


@pytest.fixture
def till_api(till, api):
    return api(till.cashier)


def wire(product, quantity="1", **more):
    price = {"FACIAL": "1500.00", "SERUM": "1070.00", "PILL": "5.35"}[product.code]
    given = {"key": f"k-{product.code}", "product_id": product.pk, "quantity": quantity, "unit_price": price}
    return {**given, **more}


@pytest.fixture
def bill(till):
    return {
        "register_session": till.session.pk,
        "lines": [wire(till.facial), wire(till.serum)],
        "tenders": [{"kind": "cash", "amount": "2570.00", "tendered": "3000.00"}],
        "expected_total": "2570.00",
    }


def test_bootstrap_tells_the_till_all_it_needs(till, till_api):
    answer = till_api.get(f"{S}/pos/bootstrap/")
    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert body["session"]["id"] == till.session.pk
    assert body["discount_limit_percent"] == "10.00"
    products = {product["code"]: product for product in body["products"]}
    assert products["SERUM"]["price"] == "1070.00"
    assert products["PILL"]["lots"][0]["number"] == "L1"
    assert {code["code"] for code in body["tax_codes"]} == {"VAT7", "VAT0", "EXEMPT"}


def test_checkout_answers_number_change_and_receipt(till, till_api, bill):
    answer = till_api.post(f"{S}/checkout/", bill)
    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert (body["number"], body["total"], body["change"]) == ("TX-STN-01-26-000001", "2570.00", "430.00")
    receipt = till_api.get(f"{S}/orders/{body['id']}/receipt/").json()
    assert (receipt["total"], receipt["printed_count"], receipt["state"]) == ("2570.00", 0, "paid")
    assert till_api.post(f"{S}/orders/{body['id']}/reprint/").json() == {"printed_count": 1}
    order = till_api.get(f"{S}/orders/{body['id']}/").json()
    assert [line["gross"] for line in order["lines"]] == ["1500.00", "1070.00"]
    assert "void" not in {action["name"] for action in order["_actions"]}


def test_checkout_with_the_same_key_sells_once_and_answers_the_same_bytes(till, till_api, bill):
    first = till_api.post(f"{S}/checkout/", bill, HTTP_IDEMPOTENCY_KEY="k1")
    second = till_api.post(f"{S}/checkout/", bill, HTTP_IDEMPOTENCY_KEY="k1")
    assert first.content == second.content
    assert Order.objects.count() == 1
    other = till_api.post(f"{S}/checkout/", {**bill, "expected_total": "1.00"}, HTTP_IDEMPOTENCY_KEY="k1")
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"expected_total": "2569.00"}, 422, "sales.order.total_differs"),
        ({"tenders": [{"kind": "cash", "amount": "1.00"}]}, 422, "sales.order.tenders_do_not_cover"),
        ({"register_session": 0}, 409, "sales.register_session.not_open"),
        ({"lines": []}, 422, "sales.order.empty"),
    ],
)
def test_checkout_refused_is_a_clear_problem(till, till_api, bill, change, status, code):
    answer = till_api.post(f"{S}/checkout/", {**bill, **change})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Order.objects.exists()


def test_checkout_of_an_unknown_product_says_which(till, till_api, bill):
    bill["lines"][0]["product_id"] = 999_999
    answer = till_api.post(f"{S}/checkout/", bill)
    assert answer.status_code == 422
    assert answer.json()["product_id"] == 999_999


def test_a_receptionist_does_not_take_money(till, api, receptionist, bill):
    assert api(receptionist).post(f"{S}/checkout/", bill).status_code == 403
    assert api().post(f"{S}/checkout/", bill).status_code == 401


def test_a_draft_is_held_shown_among_the_visits_and_paid(till, till_api, bill):
    draft = {key: bill[key] for key in ("register_session", "lines")}
    made = till_api.post(f"{S}/orders/", {**draft, "note": "back at five"})
    assert made.status_code == 201, made.content
    order = made.json()
    assert (order["state"], order["total"]) == ("draft", "2570.00")
    held = till_api.post(f"{S}/orders/{order['id']}/hold/", {"reason": "lunch"}).json()
    assert held["state"] == "awaiting_payment"
    assert [visit["order_id"] for visit in till_api.get(f"{S}/pos/visits/").json()] == [order["id"]]
    paid = till_api.post(f"{S}/checkout/", {**bill, "order_id": order["id"]})
    assert paid.status_code == 201, paid.content
    assert till_api.get(f"{S}/pos/visits/").json() == []
    again = till_api.post(f"{S}/checkout/", {**bill, "order_id": order["id"]})
    assert (again.status_code, again.json()["current"]["state"]) == (409, "paid")


def test_a_discount_above_the_limit_waits_for_the_manager(till, till_api, api, manager, bill):
    lines = {"register_session": till.session.pk, "lines": bill["lines"], "order_discount": {"percent": "30"}}
    order = till_api.post(f"{S}/orders/", lines).json()
    asked = till_api.post(f"{S}/orders/{order['id']}/request_discount/", {"percent": "30", "reason": "friend"})
    assert asked.json()["discount_request"]["state"] == "requested"
    request_id = asked.json()["discount_request"]["id"]
    pay = {**bill, **lines, "order_id": order["id"], "expected_total": "1799.00"}
    pay["tenders"] = [{"kind": "cash", "amount": "1799.00"}]
    assert till_api.post(f"{S}/checkout/", pay).json()["code"] == "sales.order.discount_undecided"
    assert till_api.post(f"{S}/discount-requests/{request_id}/approve/").status_code == 403
    assert api(manager).post(f"{S}/discount-requests/{request_id}/approve/").json()["state"] == "approved"
    paid = till_api.post(f"{S}/checkout/", pay)
    assert (paid.status_code, paid.json()["total"]) == (201, "1799.00"), paid.content


def test_the_till_knows_the_price_lists_and_sells_by_one(till, till_api, at):
    members = create_price_list(code="MEMBERS", name="Members", starts_on=at.date(), by=None, at=at)
    price_in_list(price_list_id=members.pk, product_id=till.serum.pk, price=Decimal("963.00"), by=None, at=at)
    activate_price_list(price_list_id=members.pk, by=None, at=at)
    (known,) = till_api.get(f"{S}/pos/bootstrap/").json()["price_lists"]
    assert (known["id"], known["code"], known["prices"]) == (members.pk, "MEMBERS", {str(till.serum.pk): "963.00"})
    line = {"key": "a", "product_id": till.serum.pk, "quantity": "1", "unit_price": "963.00"}
    bill = {"register_session": till.session.pk, "lines": [line], "price_list": members.pk, "expected_total": "963.00"}
    paid = till_api.post(f"{S}/checkout/", {**bill, "tenders": [{"kind": "cash", "amount": "963.00"}]})
    assert paid.status_code == 201, paid.content
    order = till_api.get(f"{S}/orders/{paid.json()['id']}/").json()
    assert (order["price_list"], order["lines"][0]["standard_price"]) == (members.pk, "1070.00")
    retire_price_list(price_list_id=members.pk, by=None, at=at)
    again = till_api.post(f"{S}/checkout/", {**bill, "tenders": [{"kind": "cash", "amount": "963.00"}]})
    assert (again.status_code, again.json()["code"]) == (409, "catalog.price_list.not_in_force")


def test_a_shift_from_float_to_z(till, till_api, bill, api, manager):
    till_api.post(f"{S}/checkout/", bill)
    session = f"{S}/register-sessions/{till.session.pk}"
    assert till_api.post(f"{session}/cash_out/", {"amount": "500.00", "reason": "to the safe"}).status_code == 200
    x = api(manager).get(f"{session}/x-report/").json()
    assert (x["sales_total"], x["vat"], x["cash"]) == ("2570.00", "70.00", None)
    early = till_api.post(f"{session}/count/", {"counted": []})
    assert (early.status_code, early.json()["code"]) == (409, "sales.register_session.not_counted")
    assert till_api.post(f"{session}/start_count/").json()["state"] == "counting"
    closed_to_sales = till_api.post(f"{S}/checkout/", {**bill, "tenders": bill["tenders"]})
    assert closed_to_sales.status_code == 409
    pieces = [
        {"denomination": "1000", "pieces": 3},
        {"denomination": "50", "pieces": 1},
        {"denomination": "10", "pieces": 1},
    ]
    counted = till_api.post(f"{session}/count/", {"counted": pieces}).json()
    assert (counted["expected"], counted["counted"], counted["over_short"]) == ("3070.00", "3060.00", "-10.00")
    closed = till_api.post(f"{session}/close/", {"reason": "coin lost"})
    assert (closed.status_code, closed.json()["state"]) == (200, "closed"), closed.content
    z = till_api.get(f"{session}/z-report/").json()
    assert z["series"] == [{"first": "TX-STN-01-26-000001", "last": "TX-STN-01-26-000001", "count": 1}]
    assert (z["number"], z["cash"]["over_short"], z["first_number"]) == (
        "Z-STN-01-26-000001",
        "-10.00",
        "TX-STN-01-26-000001",
    )
    assert (
        till_api.post(f"{S}/register-sessions/", {"register": till.register.pk, "float": "500.00"}).status_code == 201
    )
    busy = api(manager).post(f"{S}/register-sessions/", {"register": till.register.pk, "float": "500.00"})
    assert (busy.status_code, busy.json()["code"]) == (409, "sales.register.in_use")
    assert RegisterSession.objects.count() == 2


def test_before_the_count_nothing_tells_the_cashier_what_is_in_the_drawer(till, till_api, bill):
    bill["tenders"] = [
        {"kind": "cash", "amount": "2000.00", "tendered": "2000.00"},
        {"kind": "card", "amount": "570.00", "reference": "T-1"},
    ]
    till_api.post(f"{S}/checkout/", bill)
    session = f"{S}/register-sessions/{till.session.pk}"
    report = till_api.get(f"{session}/x-report/").json()
    assert report["blind"] is True
    assert [(each["kind"], each["amount"]) for each in report["tenders"]] == [("card", "570.00"), ("cash", None)]
    hidden = ("sales_total", "exempt", "taxable", "vat", "net_takings", "cash")
    assert [report[each] for each in hidden] == [None] * len(hidden)
    early = till_api.get(f"{session}/z-report/")
    assert (early.status_code, early.json()["code"]) == (409, "sales.register_session.not_closed")
    assert till_api.get(f"{S}/tenders/?sum=amount").status_code == 403
    till_api.post(f"{session}/start_count/")
    shift = till_api.get(f"{session}/").json()
    assert (shift["expected"], shift["over_short"]) == (None, None)


def test_a_large_difference_is_a_managers_affair(till, till_api, api, manager):
    session = f"{S}/register-sessions/{till.session.pk}"
    till_api.post(f"{session}/start_count/")
    counted = till_api.post(f"{session}/count/", {"counted": [{"denomination": "100", "pieces": 5}]}).json()
    assert counted["needs_manager"] is True
    assert till_api.post(f"{session}/close/", {"reason": "?"}).status_code == 403
    assert api(manager).post(f"{session}/close/", {}).status_code == 403
    assert api(manager).post(f"{session}/close/", {"reason": "stolen"}).json()["state"] == "closed"


def test_a_manager_voids_in_the_same_session_only(till, till_api, api, manager, bill):
    order = till_api.post(f"{S}/checkout/", bill).json()["id"]
    assert till_api.post(f"{S}/orders/{order}/void/", {"reason": "wrong"}).status_code == 403
    voided = api(manager).post(f"{S}/orders/{order}/void/", {"reason": "wrong patient"})
    assert (voided.status_code, voided.json()["state"]) == (200, "voided"), voided.content
    second = till_api.post(f"{S}/checkout/", bill).json()["id"]
    till_api.post(f"{S}/register-sessions/{till.session.pk}/start_count/")
    late = api(manager).post(f"{S}/orders/{second}/void/", {"reason": "too late"})
    assert (late.status_code, late.json()["code"]) == (409, "sales.order.void")


def test_promptpay_is_a_payload_with_its_picture(till, till_api):
    assert till_api.post(f"{S}/pos/promptpay/", {"amount": "100.00"}).json()["code"] == "sales.promptpay.not_configured"
    till.branch.promptpay_id = "0812345678"
    till.branch.save()
    answer = till_api.post(f"{S}/pos/promptpay/", {"amount": "100.00"}).json()
    assert answer["payload"].startswith("00020101021229370016A000000677010111011300668123456785303764")
    assert "<svg" in answer["svg"]


def test_a_manager_sets_the_cash_rounding_of_her_branch(till, till_api, api, manager, other_branch):
    setting = {"branch": till.branch.pk, "step": "0.25"}
    assert till_api.get(f"{S}/pos/bootstrap/").json()["cash_step"] == "0.00"
    assert till_api.post(f"{S}/cash-rounding/", setting).status_code == 403
    made = api(manager).post(f"{S}/cash-rounding/", setting)
    assert made.status_code == 201, made.content
    assert api(manager).post(f"{S}/cash-rounding/", {**setting, "step": "0.10"}).status_code == 422
    assert api(manager).post(f"{S}/cash-rounding/", {"branch": other_branch.pk, "step": "1.00"}).status_code in (
        403,
        404,
    )
    assert till_api.get(f"{S}/pos/bootstrap/").json()["cash_step"] == "0.25"
    bill = {"register_session": till.session.pk, "lines": [wire(till.pill, "2")], "expected_total": "10.70"}
    paid = till_api.post(
        f"{S}/checkout/", {**bill, "tenders": [{"kind": "cash", "amount": "10.70", "tendered": "20.00"}]}
    )
    assert (paid.status_code, paid.json()["change"]) == (201, "9.25"), paid.content
    x = api(manager).get(f"{S}/register-sessions/{till.session.pk}/x-report/").json()
    assert [(row["kind"], row["amount"]) for row in x["tenders"]] == [("cash", "10.75"), ("rounding", "-0.05")]
