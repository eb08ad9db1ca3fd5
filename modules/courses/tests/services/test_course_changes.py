"""Frozen, extended, expired, reinstated, transferred: days, states and satangs."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from erp.kernel.access.models import Branch
from erp.kernel.documents.refusals import Missing, NotAllowed
from erp.kernel.events.models import OutboxEvent
from erp.kernel.machines.models import TransitionLog
from modules.clinic import public as clinic
from modules.courses.errors import AlreadyAsked, AlreadyUsed, NoSessionLeft, NotThatState, NotThisPatient, TooLong
from modules.courses.models import CourseChange, CourseHold, CourseMovement, CourseSetting, UserCourseBalance
from modules.courses.selectors.balances import locked_balance
from modules.courses.services.course_changes import (
    approve_change,
    refuse_change,
    request_extension,
    request_reinstating,
    request_transfer,
    withdraw_change,
)
from modules.courses.services.expire_balances import expire_balance, expire_due
from modules.courses.services.freeze_balance import extend_balance, freeze_balance, unfreeze_balance
from modules.courses.services.transfer_balance import transfer
from modules.courses.tests.conftest import part
from modules.courses.tests.services.test_course_life import balance, covered, proof
from modules.ledger import public as ledger
from modules.sales.data import LineIn

D = Decimal


def again(course):
    return UserCourseBalance.objects.get(pk=course.pk)


def test_unfreezing_moves_the_last_day_by_the_days_frozen(sold, paying, glow, manager, at):
    end = sold.valid_until
    freeze_balance(user_course_balance_id=sold.pk, reason="pregnant", by=manager, at=at)
    assert again(sold).frozen_on == at.date()
    with pytest.raises(NoSessionLeft):
        paying(covered(glow.facial, sold))
    unfreeze_balance(user_course_balance_id=sold.pk, by=manager, at=at + timedelta(days=45))
    assert (again(sold).valid_until, again(sold).frozen_on) == (end + timedelta(days=45), None)
    assert list(CourseMovement.objects.filter(balance=sold).order_by("id").values_list("kind", "days", "note")) == [
        ("sold", None, ""), ("frozen", None, "pregnant"), ("unfrozen", 45, ""),
    ]  # fmt: skip
    paying(covered(glow.facial, sold))


def test_a_frozen_course_is_not_held_and_a_held_one_is_not_frozen(sold, glow, visit, manager, at):
    session = visit(glow.facial)
    with pytest.raises(AlreadyUsed):
        freeze_balance(user_course_balance_id=sold.pk, by=manager, at=at)
    clinic.cancel_charges(session_id=session.pk, reason="left", by=None, at=at)
    freeze_balance(user_course_balance_id=sold.pk, by=manager, at=at)
    visit(glow.facial)
    assert CourseHold.objects.filter(state="held").count() == 0


def test_a_frozen_course_does_not_expire_by_the_clock(sold, manager, at):
    freeze_balance(user_course_balance_id=sold.pk, by=manager, at=at)
    assert expire_due(on=sold.valid_until + timedelta(days=400), at=at) == 0


def test_extensions_up_to_the_limit_in_all_need_nobody_else(sold, manager, at):
    end = sold.valid_until
    extend_balance(user_course_balance_id=sold.pk, days=20, reason="travel", by=manager, at=at)
    with pytest.raises(TooLong) as refused:
        extend_balance(user_course_balance_id=sold.pk, days=11, reason="travel", by=manager, at=at)
    assert (refused.value.extra["limit_days"], refused.value.extra["granted_days"]) == (30, 20)
    extend_balance(user_course_balance_id=sold.pk, days=10, reason="travel", by=manager, at=at)
    assert again(sold).valid_until == end + timedelta(days=30)
    CourseSetting.objects.update_or_create(pk=1, defaults={"extension_days": 31})
    extend_balance(user_course_balance_id=sold.pk, days=1, reason="travel", by=manager, at=at)


def test_a_long_extension_is_decided_by_somebody_else(sold, cashier, manager, at):
    end = sold.valid_until
    asked = request_extension(user_course_balance_id=sold.pk, days=180, reason="abroad", by=manager, at=at)
    with pytest.raises(NotAllowed):
        approve_change(course_change_id=asked.pk, by=manager, at=at)
    with pytest.raises(AlreadyAsked):
        request_extension(user_course_balance_id=sold.pk, days=5, reason="x", by=cashier, at=at)
    withdraw_change(course_change_id=asked.pk, by=manager, at=at)
    asked = request_extension(user_course_balance_id=sold.pk, days=180, reason="abroad", by=cashier, at=at)
    approve_change(course_change_id=asked.pk, by=manager, at=at)
    assert again(sold).valid_until == end + timedelta(days=180)
    # what was approved does not count against the limit of what needs no approval
    extend_balance(user_course_balance_id=sold.pk, days=30, reason="x", by=manager, at=at)


def test_a_refused_change_changes_nothing(sold, friend, cashier, manager, at):
    asked = request_transfer(user_course_balance_id=sold.pk, patient=friend.id, reason="gift", by=cashier, at=at)
    refuse_change(course_change_id=asked.pk, reason="no", by=manager, at=at)
    assert (again(sold).state, UserCourseBalance.objects.count()) == ("active", 1)
    outcomes = OutboxEvent.objects.filter(type="courses.course_change.decided.v1").values_list(
        "data__outcome", flat=True
    )
    assert list(outcomes) == ["refused"]


def test_transfer_moves_the_liability_only(sold, glow, paying, friend, cashier, manager, at):
    paying(covered(glow.facial, sold))
    before = {role: balance(role) for role in ("cash", "course_revenue", "output_vat", "course_liability", "breakage")}
    asked = request_transfer(user_course_balance_id=sold.pk, patient=friend.id, reason="gift", by=cashier, at=at)
    approve_change(course_change_id=asked.pk, by=manager, at=at)
    new = UserCourseBalance.objects.get(patient=friend.id)
    assert (again(sold).state, new.state, new.transferred_from_id) == ("transferred", "active", sold.pk)
    assert (new.price, new.valid_until, new.title, new.template_id) == (
        D("3000.00"), sold.valid_until, sold.title, sold.template_id,
    )  # fmt: skip
    rows = list(new.allowances.order_by("id").values_list("sold", "gross", "net", "paid_net"))
    assert rows == [(2, D("2000.00"), D("2000.00"), D("2000.00")), (1, D("1000.00"), D("934.58"), D("934.58"))]
    assert {role: balance(role) for role in before} == before
    assert proof().difference == D("0.00")
    with pytest.raises(NoSessionLeft):
        paying(covered(glow.facial, sold, key="old"))
    moved = CourseMovement.objects.filter(kind__startswith="transferred").order_by("id").values_list("kind", "value")
    assert list(moved) == [("transferred_out", D("-2934.58")), ("transferred_in", D("2934.58"))]


def test_the_new_owner_uses_the_rest_to_the_last_satang(sold, glow, paying, till, friend, cashier, manager, at):
    from modules.sales.public import check_out

    paying(covered(glow.facial, sold, quantity=2))
    asked = request_transfer(user_course_balance_id=sold.pk, patient=friend.id, reason="gift", by=cashier, at=at)
    approve_change(course_change_id=asked.pk, by=manager, at=at)
    new = UserCourseBalance.objects.get(patient=friend.id)
    check_out(
        register_session=till.session.pk,
        lines=[covered(glow.facial, new), covered(glow.laser, new, key="k2")],
        tenders=[],
        expected_total=D("0.00"),
        patient=friend.id,
        by=till.cashier,
        at=till.at,
    )
    assert again(new).state == "exhausted"
    assert (balance("course_liability"), balance("course_revenue")) == (D("0.00"), D("-3934.58"))
    assert proof().difference == D("0.00")


def test_transfer_to_another_branch_moves_what_is_owed_between_them(sold, friend, branch, manager, at):
    other = Branch.objects.create(code="ARI", name="Ari", company=branch.company)
    held, allowances = locked_balance(sold.pk)
    new = transfer(
        held, allowances, patient_id=friend.id, branch_id=other.pk, reason="moved", source="", by=manager, at=at
    )
    account = ledger.account_for("course_liability")
    assert ledger.balance_of(account, branch_id=branch.pk) == D("0.00")
    assert ledger.balance_of(account, branch_id=other.pk) == D("-3934.58")
    assert (new.branch_id, new.number[:7], proof().difference) == (other.pk, "CRS-ARI", D("0.00"))


def test_the_patient_takes_a_course_along_to_another_branch(sold, patient, branch, cashier, manager, at):
    other = Branch.objects.create(code="ARI", name="Ari", company=branch.company)
    asked = request_transfer(user_course_balance_id=sold.pk, branch=other.pk, reason="moved", by=cashier, at=at)
    approve_change(course_change_id=asked.pk, by=manager, at=at)
    new = UserCourseBalance.objects.get(transferred_from=sold.pk)
    assert (new.patient_id, new.branch_id, again(sold).state) == (patient.id, other.pk, "transferred")
    account = ledger.account_for("course_liability")
    assert ledger.balance_of(account, branch_id=branch.pk) == D("0.00")
    assert ledger.balance_of(account, branch_id=other.pk) == D("-3934.58")
    assert proof().difference == D("0.00")


def test_instalments_still_to_be_paid_move_with_the_course(begun, pay, glow, sell, friend, cashier, manager, at):
    pay(2)
    asked = request_transfer(user_course_balance_id=begun.pk, patient=friend.id, reason="gift", by=cashier, at=at)
    approve_change(course_change_id=asked.pk, by=manager, at=at)
    new = UserCourseBalance.objects.get(patient=friend.id)
    (third,) = new.instalments.all()
    assert (third.no, third.amount) == (3, D("1333.34"))
    sell(part(glow, third.reference, "1333.34"), total="1333.34", patient=friend.id)
    assert all(row.paid_gross == row.gross for row in new.allowances.all())
    assert (balance("course_liability"), proof().difference) == (D("-3934.57"), D("0.00"))


def test_transfer_is_refused_while_held_to_oneself_and_when_over(
    sold, glow, visit, patient, friend, cashier, manager, at
):
    for stays in ({"patient": patient.id}, {"branch": sold.branch_id}, {"patient": patient.id, "branch": None}, {}):
        with pytest.raises(NotThisPatient):
            request_transfer(user_course_balance_id=sold.pk, **stays, reason="x", by=cashier, at=at)
    with pytest.raises(Missing):
        request_transfer(user_course_balance_id=sold.pk, branch=9999, reason="x", by=cashier, at=at)
    visit(glow.facial)
    asked = request_transfer(user_course_balance_id=sold.pk, patient=friend.id, reason="x", by=cashier, at=at)
    with pytest.raises(AlreadyUsed), transaction.atomic():
        approve_change(course_change_id=asked.pk, by=manager, at=at)
    expire_balance(user_course_balance_id=sold.pk, by=manager, at=at)
    with pytest.raises(NotThatState), transaction.atomic():
        approve_change(course_change_id=asked.pk, by=manager, at=at)
    assert CourseChange.objects.get().state == "requested"


def test_the_expiry_run_forfeits_many_in_one_entry_and_only_once(glow, sell, patient, visit, at):
    for number in range(3):
        line = LineIn(key=f"c{number}", product_id=glow.product.pk, quantity=D(1), unit_price=D("4000.00"))
        sell(line, total="4000.00", patient=patient.id)
    visit(glow.facial)  # holds a session of the first: it is met when the visit is paid or cancelled
    held = CourseHold.objects.get().allowance.balance
    late = held.valid_until + timedelta(days=1)
    entries = ledger.balance_of(ledger.account_for("breakage"))
    assert entries == D("0.00")
    assert expire_due(on=held.valid_until, at=at) == 0
    assert expire_due(on=late, at=at) == 2
    assert expire_due(on=late, at=at) == 0
    assert balance("breakage") == D("-7869.16")
    assert balance("course_liability") == D("-3934.58")
    assert proof().difference == D("0.00")
    states = dict(UserCourseBalance.objects.values_list("pk", "state"))
    assert sorted(states.values()) == ["active", "expired", "expired"]
    assert states[held.pk] == "active"
    logged = TransitionLog.objects.filter(noun="courses.user_course_balance", verb="expire")
    assert logged.count() == 2
    assert OutboxEvent.objects.filter(type="courses.user_course_balance.expired.v1").count() == 2
    assert CourseMovement.objects.filter(kind="expired").values("source").distinct().count() == 1


def test_reinstating_gives_back_exactly_what_one_of_a_batch_forfeited(
    glow, sell, patient, paying, cashier, manager, at
):
    for number in range(2):
        line = LineIn(key=f"c{number}", product_id=glow.product.pk, quantity=D(1), unit_price=D("4000.00"))
        sell(line, total="4000.00", patient=patient.id)
    first, second = UserCourseBalance.objects.order_by("pk")
    paying(covered(glow.laser, first))
    assert expire_due(on=first.valid_until + timedelta(days=1), at=at) == 2
    assert balance("breakage") == D("-6934.58")
    asked = request_reinstating(user_course_balance_id=first.pk, reason="was ill", by=cashier, at=at)
    approve_change(course_change_id=asked.pk, by=manager, at=at)
    assert (balance("breakage"), balance("course_liability")) == (D("-3934.58"), D("-3000.00"))
    assert (again(first).state, again(second).state, proof().difference) == ("active", "expired", D("0.00"))
    # a second time round
    expire_balance(user_course_balance_id=first.pk, by=manager, at=at)
    assert (balance("breakage"), proof().difference) == (D("-6934.58"), D("0.00"))


def test_the_proof_is_right_as_of_an_earlier_day(sold, manager, at):
    later = at + timedelta(days=2)
    expire_balance(user_course_balance_id=sold.pk, by=manager, at=later)
    for day, owed in ((at.date(), "3934.58"), (at.date() + timedelta(days=1), "3934.58"), (later.date(), "0.00")):
        (row,) = [row for row in ledger.proofs(as_of=day) if row.code == "course_liability"]
        assert (row.subledger, row.difference) == (D(owed), D("0.00")), day


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE courses_coursechange SET state = 'approved', decided_by_id = requested_by_id",
        "UPDATE courses_coursechange SET state = 'approved'",
        "UPDATE courses_coursechange SET days = 9",
        "UPDATE courses_coursechange SET requested_by_id = (SELECT max(id) FROM access_user)",
        "UPDATE courses_coursechange SET state = 'draft'",
        "DELETE FROM courses_coursechange",
        "UPDATE courses_usercoursebalance SET price = price + 1",
        "UPDATE courses_usercoursebalance SET title = 'Gold'",
        "UPDATE courses_usercoursebalance SET valid_until = valid_until - 1",
        "UPDATE courses_usercoursebalance SET patient_id = patient_id + 1",
        "UPDATE courses_usercoursebalance SET state = 'frozen'",
        "UPDATE courses_usercoursebalance SET frozen_on = now()",
    ],
)
def test_changes_and_terms_are_held_by_the_database(sold, cashier, manager, at, sql):
    request_extension(user_course_balance_id=sold.pk, days=180, reason="abroad", by=cashier, at=at)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
