"""A manager's PIN at the cashier's till: set by herself, hashed, locked after wrong tries, never the cashier's own."""

from datetime import timedelta

import pytest

from erp.kernel.rest.doors import KernelView
from erp.kernel.testing.fixtures import PASSWORD
from modules.sales.data import RefundLineIn
from modules.sales.models import ApproverPin, DiscountRequest, Order, OrderLine, Refund
from modules.sales.public import draft_order, request_discount, request_refund
from modules.sales.tests.conftest import line

S = "/api/v1/sales"
PIN = "314159"


@pytest.fixture
def pin(api, manager):
    answer = api(manager).post(f"{S}/approver-pin/", {"pin": PIN, "password": PASSWORD})
    assert answer.status_code == 200, answer.content
    return {"username": "manager", "pin": PIN}


@pytest.fixture
def asked(till, at):
    """A discount of 30 % that the cashier asked for."""
    order = draft_order(branch_id=till.branch.pk, lines=[line(till.serum)], by=till.cashier, at=at)
    request_discount(order_id=order.pk, percent=30, reason="friend", by=till.cashier, at=at)
    return DiscountRequest.objects.get()


def by_pin(api, till, where, body):
    return api(till.cashier).post(f"{S}/{where}/", body)


def test_a_pin_is_hashed_and_set_with_ones_own_password(api, manager, cashier, pin):
    kept = ApproverPin.objects.get()
    assert (kept.user, PIN in kept.digest) == (manager, False)
    for body in ({"pin": PIN, "password": "guess"}, {"pin": PIN, "password": ""}):
        assert api(manager).post(f"{S}/approver-pin/", body).status_code in (403, 422)
    for simple in ("111111", "123456", "654321", "12345", "31415a", ""):
        assert api(manager).post(f"{S}/approver-pin/", {"pin": simple, "password": PASSWORD}).status_code == 422
    assert api(cashier).post(f"{S}/approver-pin/", {"pin": PIN, "password": PASSWORD}).status_code == 403


def test_a_discount_approved_by_pin_is_decided_in_the_managers_name(api, till, manager, asked, pin):
    answer = by_pin(api, till, f"discount-requests/{asked.pk}/approve_by_pin", {**pin, "reason": "seen"})
    assert (answer.status_code, answer.json()) == (200, {"state": "approved", "decided_by_name": "Manager"})
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by, asked.requested_by, asked.decision_reason) == (
        "approved",
        manager,
        till.cashier,
        "seen",
    )


def test_wrong_pins_are_counted_and_lock_it_for_a_while(api, till, asked, pin, monkeypatch, at):
    where = f"discount-requests/{asked.pk}/approve_by_pin"
    for _try in range(5):
        answer = by_pin(api, till, where, {**pin, "pin": "271828"})
        assert (answer.status_code, answer.json()["code"]) == (403, "sales.approver_pin.wrong")
    locked = by_pin(api, till, where, pin)  # the right one comes too late
    assert (locked.status_code, locked.json()["code"]) == (409, "sales.approver_pin.locked")
    asked.refresh_from_db()
    assert asked.state == "requested"
    monkeypatch.setattr(KernelView, "now", lambda _door: at + timedelta(minutes=16))
    assert by_pin(api, till, where, pin).status_code == 200


def test_a_pin_says_nothing_about_who_has_one(api, till, asked, pin, doctor):
    where = f"discount-requests/{asked.pk}/approve_by_pin"
    answers = [by_pin(api, till, where, {**pin, "username": name}) for name in ("nobody", "doctor")]
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(403, "sales.approver_pin.wrong")}


def test_a_manager_at_the_till_does_not_approve_herself(api, till, manager, asked, pin):
    answer = api(manager).post(f"{S}/discount-requests/{asked.pk}/approve_by_pin/", pin)
    assert (answer.status_code, answer.json()["code"]) == (403, "sales.approver_pin.own")


def test_a_pin_of_another_branch_decides_nothing_here(api, till, user_of, asked, other_branch):
    stranger = user_of("manager", "2")
    stranger.branches.set([other_branch])
    assert api(stranger).post(f"{S}/approver-pin/", {"pin": PIN, "password": PASSWORD}).status_code == 200
    answer = by_pin(api, till, f"discount-requests/{asked.pk}/approve_by_pin", {"username": "manager2", "pin": PIN})
    assert answer.status_code == 403


def test_a_refund_and_a_void_are_approved_by_pin(api, till, sell, manager, at, pin):
    paid = sell(line(till.serum, 2), total="2140.00")
    sold = OrderLine.objects.get()
    refund = request_refund(
        order_id=paid.order_id,
        lines=[RefundLineIn(line_id=sold.pk, quantity=1, goods="stock")],
        reason="rash",
        by=till.cashier,
        at=at,
    )
    assert by_pin(api, till, f"refunds/{refund.pk}/approve_by_pin", pin).status_code == 200
    assert (Refund.objects.get().state, Refund.objects.get().decided_by) == ("approved", manager)
    wrong = sell(line(till.facial), total="1500.00")
    assert by_pin(api, till, f"orders/{wrong.order_id}/void_by_pin", pin).status_code == 422  # a void says why
    voided = by_pin(api, till, f"orders/{wrong.order_id}/void_by_pin", {**pin, "reason": "wrong patient"})
    assert (voided.status_code, voided.json()["decided_by_name"]) == (200, "Manager")
    assert Order.objects.get(pk=wrong.order_id).state == "voided"
