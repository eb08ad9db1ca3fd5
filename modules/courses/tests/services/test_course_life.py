"""A course from the sale to the last session, in satangs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.apps import apps
from django.db import transaction

from erp.kernel.events.models import OutboxEvent
from modules.clinic import public as clinic
from modules.courses.errors import AlreadyUsed, HoldGone, NoSessionLeft, NothingToReturn
from modules.courses.events import course_balance_deducted
from modules.courses.models import CourseAllowance, CourseHold, Redemption, UserCourseBalance
from modules.courses.services.course_changes import approve_change, request_reinstating
from modules.courses.services.create_template import create_template, offer_template
from modules.courses.services.expire_balances import expire_balance, expire_due
from modules.courses.services.freeze_balance import freeze_balance
from modules.ledger import public as ledger
from modules.sales.data import CoverIn, LineIn

D = Decimal


def balance(role):
    return ledger.balance_of(ledger.account_for(role))


def proof():
    (row,) = [row for row in ledger.proofs() if row.code == "course_liability"]
    return row


def covered(product, course, key="k1", quantity=1, reference=""):
    return LineIn(
        key=key,
        product_id=product.pk,
        quantity=D(quantity),
        unit_price={"FACIAL": D("1500.00"), "LASER": D("1000.00")}[product.code],
        cover=CoverIn(kind="course", balance_id=course.pk, reference=reference),
    )


def charges_of(session):
    return clinic.charges_of(session.pk)


def test_sell_course_makes_a_balance_and_owes_it_net(sold, glow):
    facials, laser = sold.allowances.order_by("id")
    assert (facials.product_id, facials.sold, facials.gross, facials.net) == (
        glow.facial.pk, 3, D("3000.00"), D("3000.00"),
    )  # fmt: skip
    # 1,000.00 with VAT inside is 934.58 net and 65.42 VAT, due now
    assert (laser.gross, laser.net, laser.vat) == (D("1000.00"), D("934.58"), D("65.42"))
    assert balance("course_liability") == D("-3934.58")
    assert balance("output_vat") == D("-65.42")
    assert proof().difference == D("0.00")
    assert sold.number == "CRS-STN-26-000001"


def test_redeem_session_earns_its_share_and_the_last_takes_the_residue(sold, glow, paying):
    CourseAllowance.objects.filter(product=glow.facial.pk)
    for number in range(3):
        paying(covered(glow.facial, sold, key=f"k{number}"))
    assert list(Redemption.objects.order_by("id").values_list("session_no", "value")) == [
        (1, D("1000.00")), (2, D("1000.00")), (3, D("1000.00")),
    ]  # fmt: skip
    assert balance("course_revenue") == D("-3000.00")
    assert balance("course_liability") == D("-934.58")
    assert proof().difference == D("0.00")


def test_values_of_a_price_that_does_not_divide():
    from modules.courses.selectors.session_values import earned_value, session_value

    values = [session_value(net=D("100.00"), sold=3, session_no=n) for n in (1, 2, 3)]
    assert values == [D("33.33"), D("33.33"), D("33.34")]
    assert earned_value(net=D("100.00"), sold=3, used=3) == D("100.00")
    assert sum(session_value(net=D("0.05"), sold=10, session_no=n) for n in range(1, 11)) == D("0.05")


def test_a_used_up_course_is_exhausted_and_covers_nothing_more(sold, glow, paying):
    paying(covered(glow.facial, sold, quantity=3), covered(glow.laser, sold, key="k2"))
    sold.refresh_from_db()
    assert sold.state == "exhausted"
    assert balance("course_liability") == D("0.00")
    with pytest.raises(NoSessionLeft) as refused:
        paying(covered(glow.facial, sold, key="k3"))
    assert refused.value.extra["current"]["left"] == 0


def test_two_lines_of_one_bill_cannot_both_have_the_last_session(sold, glow, paying):
    with pytest.raises(NoSessionLeft):
        paying(covered(glow.laser, sold, key="a"), covered(glow.laser, sold, key="b"))
    assert not Redemption.objects.exists()


def test_another_patients_course_covers_nothing(sold, glow, till, at):
    from modules.patients import public as patients
    from modules.sales.public import check_out

    stranger = patients.register_patient(by=None, at=at, first_name_th="วิชัย")
    with pytest.raises(NoSessionLeft):
        check_out(
            register_session=till.session.pk,
            lines=[covered(glow.facial, sold)],
            tenders=[],
            expected_total=D("0.00"),
            patient=stranger.id,
            by=till.cashier,
            at=till.at,
        )


def test_the_signature_holds_a_session_and_the_till_redeems_it(sold, glow, visit, paying, dr_nok):
    session = visit(glow.facial)
    (charge,) = charges_of(session)
    hold = CourseHold.objects.get()
    assert (charge.cover.reference, charge.cover.label) == (hold.reference, "Glow 1/3")
    facials = CourseAllowance.objects.get(product=glow.facial.pk)
    assert (facials.used, facials.held) == (0, 1)
    paying(covered(glow.facial, sold, reference=hold.reference))
    facials.refresh_from_db()
    hold.refresh_from_db()
    assert (facials.used, facials.held, hold.state) == (1, 0, "redeemed")
    redemption = Redemption.objects.get()
    assert (redemption.hold_id, redemption.performed_by_id, redemption.value) == (hold.pk, dr_nok.pk, D("1000.00"))
    with pytest.raises(HoldGone):
        paying(covered(glow.facial, sold, key="again", reference=hold.reference))


def test_one_hold_pays_for_one_line_only(sold, glow, visit, paying):
    visit(glow.facial)
    reference = CourseHold.objects.get().reference
    with pytest.raises(HoldGone):
        paying(
            covered(glow.facial, sold, key="a", reference=reference),
            covered(glow.facial, sold, key="b", reference=reference),
        )


def test_a_cancelled_visit_gives_the_session_back(sold, glow, visit, at):
    session = visit(glow.facial)
    clinic.cancel_charges(session_id=session.pk, reason="left", by=None, at=at)
    facials = CourseAllowance.objects.get(product=glow.facial.pk)
    assert (facials.used, facials.held) == (0, 0)
    assert CourseHold.objects.get().state == "released"


def test_a_treatment_that_no_course_covers_is_charged(sold, glow, visit, product_of):
    peel = product_of("treatment", "PEEL", "900.00")
    session = visit(peel, glow.laser)
    assert [bool(charge.cover) for charge in charges_of(session)] == [False, True]


def test_the_signal_is_sent_once_for_each_session_and_published_once(sold, glow, paying):
    heard = []

    def hear(sender, *, redemption, balance, **_signal):
        heard.append((sender, redemption.session_no, balance.pk))

    course_balance_deducted.connect(hear)
    try:
        paying(covered(glow.facial, sold, quantity=2))
    finally:
        course_balance_deducted.disconnect(hear)
    assert heard == [(UserCourseBalance, 1, sold.pk), (UserCourseBalance, 2, sold.pk)]
    assert OutboxEvent.objects.filter(type="courses.redemption.made.v1").count() == 2


def test_a_voided_sale_returns_the_session_and_its_revenue(sold, glow, paying, till, manager, at):
    from modules.sales.public import void_order

    paid = paying(covered(glow.facial, sold, quantity=3), covered(glow.laser, sold, key="k2"))
    void_order(order_id=paid.order_id, reason="wrong patient", by=manager, at=at)
    sold.refresh_from_db()
    assert sold.state == "active"
    assert [row.used for row in sold.allowances.all()] == [0, 0]
    assert balance("course_revenue") == D("0.00")
    assert proof().difference == D("0.00")
    assert OutboxEvent.objects.filter(type="courses.redemption.returned.v1").count() == 4
    paying(covered(glow.facial, sold, key="again"))
    assert Redemption.objects.filter(allowance__product=glow.facial.pk).latest("id").session_no == 1


def test_a_visit_whose_payment_was_voided_keeps_its_session(sold, glow, visit, paying, manager, at):
    from modules.sales.public import void_order

    visit(glow.facial)
    reference = CourseHold.objects.get().reference
    paid = paying(covered(glow.facial, sold, reference=reference))
    void_order(order_id=paid.order_id, reason="wrong till", by=manager, at=at)
    facials = CourseAllowance.objects.get(product=glow.facial.pk)
    assert (facials.used, facials.held, CourseHold.objects.get().state) == (0, 1, "held")
    paying(covered(glow.facial, sold, key="k2", reference=reference))
    facials.refresh_from_db()
    assert (facials.used, facials.held, CourseHold.objects.get().state) == (1, 0, "redeemed")
    assert proof().difference == D("0.00")


def test_a_voided_course_sale_takes_the_course_back_unless_it_is_used(sold, glow, paying, manager, at):
    from modules.sales.public import void_order

    order = apps.get_model("sales", "Order").objects.get()
    used = paying(covered(glow.facial, sold))
    with pytest.raises(AlreadyUsed), transaction.atomic():
        void_order(order_id=order.pk, reason="x", by=manager, at=at)
    void_order(order_id=used.order_id, reason="x", by=manager, at=at)
    void_order(order_id=order.pk, reason="x", by=manager, at=at)
    sold.refresh_from_db()
    assert sold.state == "refunded"
    assert balance("course_liability") == D("0.00")
    assert proof().difference == D("0.00")


def test_expired_course_becomes_breakage_and_can_be_reinstated(sold, glow, paying, cashier, manager, at):
    paying(covered(glow.facial, sold))
    expire_balance(user_course_balance_id=sold.pk, by=manager, at=at)
    assert balance("breakage") == D("-2934.58")
    assert balance("course_liability") == D("0.00")
    assert proof().difference == D("0.00")
    with pytest.raises(NoSessionLeft):
        paying(covered(glow.facial, sold, key="late"))
    asked = request_reinstating(user_course_balance_id=sold.pk, reason="was ill", by=cashier, at=at)
    approve_change(course_change_id=asked.pk, by=manager, at=at)
    assert balance("breakage") == D("0.00")
    assert proof().difference == D("0.00")
    paying(covered(glow.facial, sold, key="again"))


def test_expire_due_leaves_what_is_still_valid(sold, at):
    from datetime import timedelta

    assert expire_due(on=sold.valid_until, at=at) == 0
    assert expire_due(on=sold.valid_until + timedelta(days=1), at=at) == 1
    assert expire_due(on=sold.valid_until + timedelta(days=1), at=at) == 0


def test_a_frozen_course_covers_nothing(sold, glow, paying, manager, at):
    freeze_balance(user_course_balance_id=sold.pk, by=manager, at=at)
    with pytest.raises(NoSessionLeft):
        paying(covered(glow.facial, sold))


def test_a_new_version_changes_nothing_that_was_sold(sold, glow, manager, at):
    from modules.courses.data import ComponentIn

    newer = create_template(
        product_id=glow.product.pk,
        components=[ComponentIn(product_id=glow.facial.pk, sessions=1)],
        name="Glow light",
        by=manager,
        at=at,
    )
    offer_template(course_template_id=newer.pk, by=manager, at=at)
    assert newer.version_no == 2
    sold.refresh_from_db()
    assert (sold.title, sold.allowances.count()) == ("Glow", 2)


def test_two_courses_on_one_line_share_its_money_to_the_satang(glow, sell, patient):
    line = LineIn(key="c", product_id=glow.product.pk, quantity=D(2), unit_price=D("4000.00"))
    sell(line, total="8000.00", patient=patient.id)
    assert UserCourseBalance.objects.count() == 2
    assert proof().difference == D("0.00")


def test_a_covered_line_is_printed_with_the_courses_name_in_both_languages(glow, sell, patient, paying):
    type(glow.template).objects.filter(pk=glow.template.pk).update(name_th="โกลว์")
    line = LineIn(key="c", product_id=glow.product.pk, quantity=D(1), unit_price=D("4000.00"))
    sell(line, total="4000.00", patient=patient.id)
    sold = UserCourseBalance.objects.get()
    paid = paying(covered(glow.facial, sold))
    (line,) = paid.receipt["lines"]
    assert line["cover"] == {"title": "Glow", "title_th": "โกลว์", "session": 1, "sessions": 3}


def test_a_bill_paid_by_a_course_that_is_over_is_not_voided(sold, glow, paying, cashier, manager, at):
    from modules.sales.public import void_order

    paid = paying(covered(glow.facial, sold))
    expire_balance(user_course_balance_id=sold.pk, by=manager, at=at)
    with pytest.raises(NothingToReturn), transaction.atomic():
        void_order(order_id=paid.order_id, reason="wrong", by=manager, at=at)
    assert proof().difference == D("0.00")
    asked = request_reinstating(user_course_balance_id=sold.pk, reason="was ill", by=cashier, at=at)
    approve_change(course_change_id=asked.pk, by=manager, at=at)
    void_order(order_id=paid.order_id, reason="wrong", by=manager, at=at)
    assert proof().difference == D("0.00")
    assert balance("breakage") == D("0.00")
