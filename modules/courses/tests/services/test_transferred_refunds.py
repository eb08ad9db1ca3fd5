"""Refunds of courses that somebody else has by now: the bill that paid gives back what is unused, wherever it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.apps import apps
from django.db import transaction

from erp.kernel.access.models import Branch
from erp.kernel.documents.refusals import Invalid
from modules.courses.models import UserCourseBalance
from modules.courses.services.course_changes import approve_change, request_transfer
from modules.courses.tests.conftest import part
from modules.courses.tests.services.test_course_life import balance, covered, proof
from modules.courses.tests.services.test_refunds import lines_of
from modules.ledger import public as ledger
from modules.sales.data import RefundLineIn, TenderIn
from modules.sales.public import approve_refund, check_out, credit_of, pay_refund, refund_order, request_refund
from modules.sales.tests.conftest import cash

D = Decimal


@pytest.fixture
def passed_on(sold, glow, paying, friend, cashier, manager, at):
    """One facial used by the buyer; a friend at another branch has the rest."""
    paying(covered(glow.facial, sold))
    other = Branch.objects.create(code="ARI", name="Ari", company=sold.branch.company)
    asked = request_transfer(
        user_course_balance_id=sold.pk, patient=friend.id, branch=other.pk, reason="gift", by=cashier, at=at
    )
    approve_change(course_change_id=asked.pk, by=manager, at=at)
    return UserCourseBalance.objects.get(patient=friend.id)


def of_branch(branch_id):
    return ledger.balance_of(ledger.account_for("course_liability"), branch_id=branch_id)


def test_a_transferred_course_is_refunded_by_the_bill_that_paid_it(sold, glow, passed_on, give_back, till, friend):
    assert (of_branch(sold.branch_id), of_branch(passed_on.branch_id)) == (D("0.00"), D("-2934.58"))
    check_out(
        register_session=till.session.pk,
        lines=[covered(glow.facial, passed_on)],
        tenders=[],
        expected_total=D("0.00"),
        patient=friend.id,
        by=till.cashier,
        at=till.at,
    )
    order = apps.get_model("sales", "Order").objects.order_by("pk").first()
    (line,) = lines_of(order.pk)
    # 4,000.00 paid; a facial used before and one after the transfer stay: 1,000.00 exempt and the laser go back
    refund = give_back(order.pk, (line, 1), total="2000.00")
    assert (refund.total, refund.vat, refund.kind) == (D("2000.00"), D("65.42"), "credit_note")
    passed_on.refresh_from_db()
    sold.refresh_from_db()
    assert (sold.state, passed_on.state) == ("transferred", "refunded")
    assert (of_branch(sold.branch_id), of_branch(passed_on.branch_id)) == (D("0.00"), D("0.00"))
    assert (balance("course_revenue"), balance("output_vat"), proof().difference) == (
        D("-2000.00"), D("0.00"), D("0.00"),
    )  # fmt: skip
    with pytest.raises(Invalid, match=r"sales\.refund\.empty"):
        give_back(order.pk, (line, 1), total="2000.00")


def test_a_transferred_course_does_not_become_credit_of_whoever_bought_it(sold, passed_on, till, patient, manager, at):
    order = apps.get_model("sales", "Order").objects.order_by("pk").first()
    (line,) = lines_of(order.pk)
    with pytest.raises(Invalid, match=r"sales\.refund\.credit_of_another"), transaction.atomic():
        refund_order(
            order_id=order.pk,
            register_session=till.session.pk,
            lines=[RefundLineIn(line_id=line.pk, quantity=D(1))],
            tenders=[TenderIn(kind="credit", amount=D("3000.00"))],
            reason="moved away",
            by=manager,
            at=at,
        )
    passed_on.refresh_from_db()
    assert (passed_on.state, credit_of(patient.id)) == ("active", D("0.00"))


def test_a_course_transferred_while_its_refund_waited_is_not_paid_out_twice(sold, friend, till, cashier, manager, at):
    """The refund's parts are still right; it ends the course where it is now, and it is not usable afterwards."""
    order = apps.get_model("sales", "Order").objects.get()
    (line,) = lines_of(order.pk)
    asked = request_refund(
        order_id=order.pk, lines=[RefundLineIn(line_id=line.pk, quantity=D(1))], reason="x", by=cashier, at=at
    )
    approve_refund(refund_id=asked.pk, by=manager, at=at)
    wish = request_transfer(user_course_balance_id=sold.pk, patient=friend.id, reason="gift", by=cashier, at=at)
    approve_change(course_change_id=wish.pk, by=manager, at=at)
    pay_refund(refund_id=asked.pk, register_session=till.session.pk, tenders=[cash("4000.00")], by=cashier, at=at)
    states = dict(UserCourseBalance.objects.values_list("patient", "state"))
    assert states == {sold.patient_id: "transferred", friend.id: "refunded"}
    assert proof().difference == D("0.00")


def test_instalments_paid_before_and_after_a_transfer_are_refunded_bill_by_bill(
    begun, glow, sell, give_back, friend, cashier, manager, at
):
    wish = request_transfer(user_course_balance_id=begun.pk, patient=friend.id, reason="gift", by=cashier, at=at)
    approve_change(course_change_id=wish.pk, by=manager, at=at)
    now = UserCourseBalance.objects.get(patient=friend.id)
    second = now.instalments.get(no=2)
    paid = sell(part(glow, second.reference, "1333.33"), total="1333.33", patient=friend.id)
    first_bill = apps.get_model("sales", "Order").objects.order_by("pk").first()
    for order_id in (first_bill.pk, paid.order_id):
        (line,) = lines_of(order_id)
        give_back(order_id, (line, 1), total="1333.33")
    now.refresh_from_db()
    assert (now.state, balance("course_liability"), balance("output_vat"), proof().difference) == (
        "refunded", D("0.00"), D("0.00"), D("0.00"),
    )  # fmt: skip
