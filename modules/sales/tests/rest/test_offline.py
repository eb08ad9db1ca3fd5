"""The doors of a till that sells without the server."""

import pytest

from modules.sales.models import OfflineSale, Order

S = "/api/v1/sales"
KEY = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def till_api(till, api):
    return api(till.cashier)


@pytest.fixture
def device(till, till_api):
    answer = till_api.post(f"{S}/pos/device/", {"register_session": till.session.pk, "key": KEY})
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def printed(till, device):
    return {
        "device": KEY,
        "kind": "abbreviated",
        "year": 2026,
        "no": 1,
        "number": "TX-STN-01-D1-26-000001",
        "register_session": till.session.pk,
        "sold_at": "2026-11-20T11:58:00+07:00",
        "cashier": till.cashier.pk,
        "lines": [
            {"key": "a", "product_id": till.serum.pk, "quantity": "1", "unit_price": "1070.00", "tax_code": "VAT7"}
        ],
        "tenders": [{"kind": "cash", "amount": "1070.00", "tendered": "1100.00"}],
        "total": "1070.00",
    }


def test_a_device_gets_its_series_and_reports_its_numbers(till, till_api, device):
    assert device["code"] == "D1"
    assert {row["prefix"]: row["last"] for row in device["series"]} == {"TX-STN-01-D1-26-": 0, "RC-STN-01-D1-26-": 0}
    used = [{"kind": "abbreviated", "year": 2026, "last": 3}]
    again = till_api.post(f"{S}/pos/device/", {"register_session": till.session.pk, "key": KEY, "used": used}).json()
    assert {row["prefix"]: row["last"] for row in again["series"]} == {"TX-STN-01-D1-26-": 3, "RC-STN-01-D1-26-": 0}


def test_a_printed_sale_arrives_once_also_under_another_key(till, till_api, printed):
    first = till_api.post(f"{S}/offline-sales/sync/", printed, HTTP_IDEMPOTENCY_KEY="k1")
    assert first.status_code == 201, first.content
    assert (first.json()["number"], first.json()["findings"]) == ("TX-STN-01-D1-26-000001", [])
    assert till_api.post(f"{S}/offline-sales/sync/", printed, HTTP_IDEMPOTENCY_KEY="k1").content == first.content
    assert till_api.post(f"{S}/offline-sales/sync/", printed, HTTP_IDEMPOTENCY_KEY="k2").json() == first.json()
    assert Order.objects.count() == 1
    receipt = till_api.get(f"{S}/orders/{first.json()['id']}/receipt/").json()
    assert (receipt["number"], receipt["total"], receipt["change"]) == ("TX-STN-01-D1-26-000001", "1070.00", "30.00")


def test_a_tampered_total_is_a_clear_problem_and_can_be_handed_over(till, till_api, printed, api, manager):
    wrong = {**printed, "total": "1.00", "tenders": [{"kind": "cash", "amount": "1.00"}]}
    answer = till_api.post(f"{S}/offline-sales/sync/", wrong)
    assert (answer.status_code, answer.json()["code"]) == (422, "sales.order.total_differs")
    given = {name: printed[name] for name in ("device", "kind", "year", "no", "register_session", "sold_at", "cashier")}
    handed = till_api.post(f"{S}/offline-sales/hand_over/", {**given, "reason": "total differs", "content": wrong})
    assert (handed.status_code, handed.json()) == (201, {"number": "TX-STN-01-D1-26-000001"})
    assert OfflineSale.objects.get().content["total"] == "1.00"
    boss = api(manager)
    [finding] = boss.get(f"{S}/offline-findings/").json()["results"]
    assert (finding["kind"], finding["detail"], finding["state"]) == ("handed_over", "total differs", "open")
    settled = boss.post(f"{S}/offline-findings/{finding['id']}/settle/", {"note": "Sold again by hand"})
    assert (settled.status_code, settled.json()["state"]) == (200, "settled")


def test_the_cashier_settles_no_finding(till, till_api):
    assert till_api.get(f"{S}/offline-findings/").status_code == 403


def test_a_number_that_is_not_next_waits(till, till_api, printed):
    answer = till_api.post(f"{S}/offline-sales/sync/", {**printed, "no": 2, "number": "TX-STN-01-D1-26-000002"})
    assert (answer.status_code, answer.json()["code"], answer.json()["next"]) == (409, "sales.offline_sale.not_next", 1)
