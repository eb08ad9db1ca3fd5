"""A course counted in units: 100 U of toxin over several visits. One use is one deduction, whatever it takes."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from erp.kernel.events.models import OutboxEvent
from modules.clinic import public as clinic
from modules.courses.errors import NoSessionLeft
from modules.courses.models import CourseAllowance, CourseHold, Redemption, UserCourseBalance
from modules.courses.public import ComponentIn, create_template, offer_template
from modules.courses.tests.services.test_refunds import lines_of
from modules.ledger import public as ledger
from modules.sales.data import CoverIn, LineIn

D = Decimal


@pytest.fixture
def toxin(till, product_of, at):
    """100 units for 1,000.50, exempt: 10.01 a unit, the last one 9.51."""
    unit = product_of("treatment", "TXU", "15.00")
    product = product_of("course", "TOX100", "1000.50")
    template = create_template(
        product_id=product.pk,
        components=[ComponentIn(product_id=unit.pk, sessions=100, measure="unit")],
        by=None,
        at=at,
    )
    offer_template(course_template_id=template.pk, by=None, at=at)
    return SimpleNamespace(product=product, unit=unit)


@pytest.fixture
def bought(toxin, sell, patient):
    line = LineIn(key="c", product_id=toxin.product.pk, quantity=D(1), unit_price=D("1000.50"))
    sell(line, total="1000.50", patient=patient.id)
    return UserCourseBalance.objects.get()


def units(toxin, course, count, key="u", reference=""):
    return LineIn(
        key=key,
        product_id=toxin.unit.pk,
        quantity=D(count),
        unit_price=D("15.00"),
        cover=CoverIn(kind="course", balance_id=course.pk, reference=reference),
    )


def balance(role):
    return ledger.balance_of(ledger.account_for(role))


def proof():
    (row,) = [row for row in ledger.proofs() if row.code == "course_liability"]
    return row.difference


def said(kind):
    return OutboxEvent.objects.filter(type=kind).count()


def test_units_used_together_are_one_deduction_and_the_last_takes_the_residue(toxin, bought, paying):
    paying(units(toxin, bought, 25))
    paying(units(toxin, bought, 74))
    paying(units(toxin, bought, 1))
    rows = Redemption.objects.order_by("id").values_list("sessions", "session_no", "value")
    assert list(rows) == [(25, 25, D("250.25")), (74, 99, D("740.74")), (1, 100, D("9.51"))]
    assert said("courses.redemption.made.v1") == 3
    assert (balance("course_revenue"), balance("course_liability"), proof()) == (D("-1000.50"), D("0.00"), D("0.00"))
    bought.refresh_from_db()
    assert bought.state == "exhausted"


def test_no_more_units_than_are_left(toxin, bought, paying):
    paying(units(toxin, bought, 80))
    with pytest.raises(NoSessionLeft) as refused:
        paying(units(toxin, bought, 21))
    assert refused.value.extra["current"]["left"] == 20


def test_the_signature_holds_units_and_the_till_redeems_them(toxin, bought, patient, dr_nok, doctor, paying, at):
    session = clinic.create_session(patient_id=patient.id, practitioner_id=dr_nok.pk, by=doctor, at=at)
    clinic.start_session(session_id=session.pk, by=doctor, at=at)
    clinic.add_charge(session_id=session.pk, product_id=toxin.unit.pk, quantity=D(40), by=doctor, at=at)
    clinic.complete_session(session_id=session.pk, by=doctor, at=at)
    clinic.sign_session(session_id=session.pk, by=doctor, at=at)
    hold = CourseHold.objects.get()
    (charge,) = clinic.charges_of(session.pk)
    assert (hold.sessions, charge.cover.label, charge.cover.value) == (40, "Tox100 40/100", D("400.40"))
    paying(units(toxin, bought, 40, reference=hold.reference))
    allowance = CourseAllowance.objects.get()
    assert (allowance.used, allowance.held, Redemption.objects.get().value) == (40, 0, D("400.40"))


def test_some_units_of_a_deduction_are_returned_and_the_others_stay_used(toxin, bought, paying, give_back):
    made = paying(units(toxin, bought, 25))
    (line,) = lines_of(made.order_id)
    give_back(made.order_id, (line, 10))
    allowance = CourseAllowance.objects.get()
    standing = Redemption.objects.filter(returned__isnull=True)
    assert (allowance.used, [(row.sessions, row.value) for row in standing]) == (15, [(15, D("150.15"))])
    assert (balance("course_revenue"), balance("course_liability"), proof()) == (D("-150.15"), D("-850.35"), D("0.00"))
    assert (said("courses.redemption.made.v1"), said("courses.redemption.returned.v1")) == (2, 1)


def test_sessions_stay_one_deduction_each(sold, glow, paying):
    line = LineIn(
        key="s",
        product_id=glow.facial.pk,
        quantity=D(2),
        unit_price=D("1500.00"),
        cover=CoverIn(kind="course", balance_id=sold.pk, reference=""),
    )
    paying(line)
    assert list(Redemption.objects.order_by("id").values_list("sessions", "session_no")) == [(1, 1), (1, 2)]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE courses_courseallowance SET used = 1",
        "UPDATE courses_courseallowance SET measure = 'session'",
        "UPDATE courses_redemption SET sessions = 1",
        "INSERT INTO courses_redemption"
        " (allowance_id, branch_id, nth, session_no, sessions, value, source, redeemed_at, business_on)"
        " SELECT allowance_id, branch_id, nth + 1, session_no, 1, 0, source, redeemed_at, business_on"
        " FROM courses_redemption",
    ],
)
def test_attack_units_are_used_only_as_they_were_redeemed(toxin, bought, paying, sql):
    paying(units(toxin, bought, 25))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{sql}; SET CONSTRAINTS ALL IMMEDIATE")


def test_a_share_rounded_up_never_earns_more_than_was_paid():
    from modules.courses.selectors.session_values import session_value

    values = [session_value(net=D("0.60"), sold=100, session_no=number) for number in range(1, 101)]
    assert (sum(values), min(values)) == (D("0.60"), D("0.00"))
