"""A course in three instalments, in satangs: 4,000.00 is 1,333.33, 1,333.33 and 1,333.34; ¼ of it bears VAT."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from erp.kernel.documents.refusals import Invalid, Missing
from modules.courses.errors import AlreadyUsed, InstalmentNotDue, NotPaidYet, PlanInvalid, UsedMeanwhile
from modules.courses.models import CourseAllowance, CourseMovement, Redemption
from modules.courses.selectors.instalment_plans import InstalmentPlan
from modules.courses.services.expire_balances import expire_balance
from modules.courses.tests.conftest import part
from modules.courses.tests.services.test_course_life import balance, covered, proof
from modules.courses.tests.services.test_refunds import lines_of
from modules.sales.data import DiscountIn
from modules.sales.public import check_out, void_order
from modules.sales.tests.conftest import cash

D = Decimal


def test_the_last_instalment_takes_the_residue():
    plan = InstalmentPlan(parts=3, every_days=30)
    assert plan.amounts(D("4000.00")) == [D("1333.33"), D("1333.33"), D("1333.34")]
    for satangs in range(1, 400):
        for parts in (2, 7, 24):
            amounts = InstalmentPlan(parts=parts, every_days=1).amounts(D(satangs) / 100 + 10)
            assert sum(amounts) == D(satangs) / 100 + 10
            assert amounts[-1] >= amounts[0]


def test_the_sale_owes_only_what_the_first_instalment_paid(begun, at):
    assert (begun.price, begun.state) == (D("4000.00"), "active")
    assert list(begun.instalments.values_list("no", "amount")) == [
        (1, D("1333.33")), (2, D("1333.33")), (3, D("1333.34")),
    ]  # fmt: skip
    first, second, third = begun.instalments.order_by("no")
    assert (first.paid_on, second.due_on, third.due_on) == (
        at.date(), at.date() + timedelta(days=30), at.date() + timedelta(days=60),
    )  # fmt: skip
    # 1,000.00 exempt; 333.33 with VAT 7 % inside is 311.52 + 21.81
    assert balance("course_liability") == D("-1311.52")
    assert balance("output_vat") == D("-21.81")
    assert proof().difference == D("0.00")


def test_each_instalment_has_its_own_receipt_vat_and_liability(begun, pay):
    paid = pay(2)
    assert paid.number == "TX-STN-01-26-000002"
    (line,) = paid.receipt["lines"]
    assert line["part"] == {"no": 2, "of": 3}
    assert (balance("course_liability"), balance("output_vat")) == (D("-2623.04"), D("-43.62"))
    pay(3)
    # the contract's 1,000.00 of the laser is 333.33 + 333.33 + 333.34: 311.52 + 311.52 + 311.53 net
    assert (balance("course_liability"), balance("output_vat")) == (D("-3934.57"), D("-65.43"))
    facials, laser = begun.allowances.order_by("id")
    assert (facials.paid_gross, facials.paid_net) == (D("3000.00"), D("3000.00"))
    assert (laser.paid_gross, laser.paid_net, laser.net) == (D("1000.00"), D("934.57"), D("934.58"))
    assert not begun.instalments.filter(paid_by="").exists()
    assert proof().difference == D("0.00")


def test_the_last_session_earns_what_was_paid_to_the_satang(begun, pay, glow, paying):
    pay(2)
    pay(3)
    paying(covered(glow.facial, begun, quantity=3), covered(glow.laser, begun, key="k2"))
    begun.refresh_from_db()
    assert begun.state == "exhausted"
    assert list(Redemption.objects.order_by("id").values_list("value", flat=True)) == [
        D("1000.00"), D("1000.00"), D("1000.00"), D("934.57"),
    ]  # fmt: skip
    assert (balance("course_liability"), proof().difference) == (D("0.00"), D("0.00"))


def test_a_session_needs_its_share_paid_and_the_refusal_names_what_is_due(begun, glow, paying, at):
    paying(covered(glow.facial, begun))
    with pytest.raises(NotPaidYet) as refused:
        paying(covered(glow.facial, begun, key="k2"))
    second = begun.instalments.get(no=2)
    current = refused.value.extra["current"]
    assert (current["missing"], current["instalment"], current["amount"]) == ("1000.00", second.pk, "1333.33")
    assert second.due_on.isoformat() in str(refused.value.remedy)
    with pytest.raises(NotPaidYet) as refused:
        paying(covered(glow.laser, begun, key="k3"))
    assert refused.value.extra["current"]["missing"] == "666.67"
    assert Redemption.objects.count() == 1


def test_an_instalment_and_the_session_that_it_pays_go_on_one_bill(begun, glow, paying):
    paying(covered(glow.facial, begun))
    second = begun.instalments.get(no=2)
    paying(part(glow, second.reference, "1333.33"), covered(glow.facial, begun, key="k2"), total="1333.33")
    assert Redemption.objects.count() == 2
    assert proof().difference == D("0.00")


def test_instalments_are_paid_in_their_order_each_once_by_their_patient(begun, pay, glow, sell, till, at):
    from modules.patients import public as patients

    with pytest.raises(InstalmentNotDue):
        pay(3)
    pay(2)
    with pytest.raises(InstalmentNotDue):
        pay(2)
    stranger = patients.register_patient(by=None, at=at, first_name_th="วิชัย")
    third = begun.instalments.get(no=3)
    with pytest.raises(Missing):
        sell(part(glow, third.reference, "1333.34"), total="1333.34", patient=stranger.id)
    assert begun.instalments.get(no=3).paid_by == ""


def test_an_instalment_has_its_amount_and_no_discount(begun, glow, sell, patient):
    second = begun.instalments.get(no=2)
    with pytest.raises(Invalid, match=r"sales\.order\.price_differs"):
        sell(part(glow, second.reference, "1000.00"), total="1000.00", patient=patient.id)
    with pytest.raises(Invalid, match=r"sales\.order\.part_is_fixed"):
        sell(
            part(glow, second.reference, "1333.33"),
            total="1200.00",
            patient=patient.id,
            order_discount=DiscountIn(amount=D("133.33")),
        )


@pytest.mark.parametrize("pays", ["courses.plan:1x30", "courses.plan:25x30", "courses.plan:3x0", "courses.plan:3x99"])
def test_a_plan_out_of_bounds_is_refused(glow, sell, patient, pays):
    with pytest.raises(PlanInvalid):
        sell(part(glow, pays, "1333.33"), total="1333.33", patient=patient.id)


def test_a_reference_to_nothing_is_refused(begun, glow, sell, patient):
    for pays in ("courses.course_instalment:999999", "courses.course_hold:1", "x"):
        with pytest.raises(Missing):
            sell(part(glow, pays, "1333.33"), total="1333.33", patient=patient.id)


def test_a_voided_instalment_is_due_again_unless_it_is_used(begun, pay, glow, paying, manager, at):
    paid = pay(2)
    used = paying(covered(glow.facial, begun, quantity=2))
    with pytest.raises(AlreadyUsed), transaction.atomic():
        void_order(order_id=paid.order_id, reason="x", by=manager, at=at)
    void_order(order_id=used.order_id, reason="x", by=manager, at=at)
    void_order(order_id=paid.order_id, reason="x", by=manager, at=at)
    assert begun.instalments.get(no=2).paid_by == ""
    assert (balance("course_liability"), proof().difference) == (D("-1311.52"), D("0.00"))
    first, second = begun.allowances.order_by("id")
    assert (first.paid_gross, second.paid_gross, second.paid_net) == (D("1000.00"), D("333.33"), D("311.52"))
    pay(2, 3)
    assert proof().difference == D("0.00")


def test_the_sale_is_not_voided_while_a_later_instalment_is_paid(begun, pay, manager, at):
    order = apps.get_model("sales", "Order").objects.order_by("pk").first()
    later = pay(2)
    with pytest.raises(AlreadyUsed), transaction.atomic():
        void_order(order_id=order.pk, reason="x", by=manager, at=at)
    void_order(order_id=later.order_id, reason="x", by=manager, at=at)
    void_order(order_id=order.pk, reason="x", by=manager, at=at)
    begun.refresh_from_db()
    assert (begun.state, balance("course_liability"), proof().difference) == ("refunded", D("0.00"), D("0.00"))


def test_refund_of_a_part_paid_course_is_what_was_paid_less_what_was_used(begun, pay, glow, paying, give_back):
    """Paid 2,666.66, one facial of 1,000.00 used: 1,666.66 goes back, each bill its own part."""
    second = pay(2)
    paying(covered(glow.facial, begun))
    first = apps.get_model("sales", "Order").objects.order_by("pk").first()
    (line,) = lines_of(second.order_id)
    refund = give_back(second.order_id, (line, 1), total="1333.33")
    assert (refund.kind, refund.vat) == ("credit_note", D("21.81"))
    begun.refresh_from_db()
    assert begun.state == "refunded"
    (line,) = lines_of(first.pk)
    # of the first payment's 1,000.00 exempt the facial used all; its 333.33 for the laser goes back
    refund = give_back(first.pk, (line, 1), total="333.33")
    assert (refund.vat, refund.total) == (D("21.81"), D("333.33"))
    assert (balance("course_liability"), balance("output_vat")) == (D("0.00"), D("0.00"))
    assert (balance("course_revenue"), proof().difference) == (D("-1000.00"), D("0.00"))
    with pytest.raises(InstalmentNotDue):
        pay(3)


def test_a_refund_is_never_below_nothing(begun, glow, paying, give_back):
    paying(covered(glow.facial, begun))
    order = apps.get_model("sales", "Order").objects.order_by("pk").first()
    (line,) = lines_of(order.pk)
    refund = give_back(order.pk, (line, 1), total="333.33")
    assert refund.total == D("333.33")
    assert (balance("course_liability"), proof().difference) == (D("0.00"), D("0.00"))


def test_an_expired_course_forfeits_what_was_paid_and_takes_no_instalment(begun, pay, manager, at):
    expire_balance(user_course_balance_id=begun.pk, by=manager, at=at)
    assert (balance("breakage"), balance("course_liability")) == (D("-1311.52"), D("0.00"))
    assert proof().difference == D("0.00")
    with pytest.raises(InstalmentNotDue):
        pay(2)


def test_a_draft_keeps_what_its_line_pays(begun, glow, patient, till, at):
    from modules.sales.public import draft_order

    second = begun.instalments.get(no=2)
    line = part(glow, second.reference, "1333.33")
    draft = draft_order(branch_id=till.branch.pk, lines=[line], patient=patient.id, by=till.cashier, at=at)
    assert (draft.total, draft.lines.get().pays) == (D("1333.33"), second.reference)
    check_out(
        order_id=draft.pk,
        register_session=till.session.pk,
        lines=[line],
        tenders=[cash("1333.33")],
        expected_total=D("1333.33"),
        by=till.cashier,
        at=at,
    )
    assert begun.instalments.get(no=2).paid_on == at.date()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE courses_courseallowance SET paid_gross = gross + 1",
        "UPDATE courses_courseallowance SET paid_gross = -1",
        "UPDATE courses_courseallowance SET used = 2, held = 0 WHERE sold = 3",
        "UPDATE courses_courseallowance SET paid_gross = 999.99 WHERE sold = 3",
        "UPDATE courses_courseallowance SET used = 1 WHERE sold = 1",
        "UPDATE courses_courseinstalment SET amount = amount - 1",
        "UPDATE courses_courseinstalment SET due_on = due_on + 30",
        "UPDATE courses_courseinstalment SET paid_by = 'sales.order_line:1'",
        "UPDATE courses_courseinstalment SET paid_by = 'x', paid_on = now() WHERE no > 1",
        "INSERT INTO courses_courseinstalment (balance_id, no, amount, due_on, paid_by)"
        " SELECT balance_id, no, amount, due_on, paid_by FROM courses_courseinstalment WHERE no = 2",
        "DELETE FROM courses_courseinstalment",
        "UPDATE courses_coursemovement SET value = 0",
        "DELETE FROM courses_coursemovement",
        "TRUNCATE courses_coursemovement",
    ],
)
def test_what_is_paid_is_held_by_the_database(begun, glow, paying, sql):
    paying(covered(glow.facial, begun))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_till_sees_what_is_due_and_how_it_divides(begun, api, cashier, patient, glow):
    answer = api(cashier).get(f"/api/v1/sales/pos/patient/{patient.id}/")
    assert answer.status_code == 200, answer.content
    (course,) = answer.json()["courses"]
    assert [(each["no"], each["of"], each["amount"]) for each in course["due"]] == [
        (2, 3, "1333.33"), (3, 3, "1333.34"),
    ]  # fmt: skip
    assert course["due"][0]["weights"] == [
        {"tax_code": "EXEMPT", "price": "2000.00"}, {"tax_code": "VAT7", "price": "666.67"},
    ]  # fmt: skip


def test_the_list_of_instalments_tells_the_overdue(begun, api, accountant, patient, monkeypatch):
    def found(standing):
        where = json.dumps({"standing": {"eq": standing}})
        answer = api(accountant).get("/api/v1/courses/instalments/", {"where": where})
        assert answer.status_code == 200, answer.content
        return [row["no"] for row in answer.json()["results"]]

    assert found("paid") == [1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    monkeypatch.setattr(
        "modules.courses.rest.views.localdate", lambda _now: begun.instalments.get(no=2).due_on + timedelta(days=1)
    )
    assert (found("overdue"), found("due")) == ([2], [3])


def test_a_course_refunded_meanwhile_is_not_refunded_anew(begun, pay, give_back, glow, paying):
    from modules.courses.data import Paid
    from modules.courses.services.refund_course import refund_course

    second = pay(2)
    (line,) = lines_of(second.order_id)
    wrong = [Paid(tax_code="EXEMPT", gross=D("1.00"), net=D("1.00"), vat=D("0.00"))]
    with pytest.raises(UsedMeanwhile):
        refund_course(
            source=f"sales.order_line:{line.pk}",
            parts=wrong,
            branch_id=begun.branch_id,
            on=begun.sold_at.date(),
            by=None,
            at=begun.sold_at,
        )
    assert CourseMovement.objects.filter(kind="refunded").count() == 0
    assert CourseAllowance.objects.filter(balance=begun, paid_gross__gt=0).count() == 2
