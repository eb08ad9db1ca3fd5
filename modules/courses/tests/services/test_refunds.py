"""What a refund at the till does to courses: sessions come back with what they earned, a course ends unused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.apps import apps

from erp.kernel.documents.refusals import Invalid
from erp.kernel.events.models import OutboxEvent
from modules.courses.errors import NothingToReturn, UsedMeanwhile
from modules.courses.models import Redemption, UserCourseBalance
from modules.courses.services.expire_balances import expire_balance
from modules.courses.tests.services.test_course_life import balance, covered, proof
from modules.sales.data import LineIn, RefundLineIn
from modules.sales.public import approve_refund, pay_refund, request_refund
from modules.sales.tests.conftest import cash

D = Decimal


def lines_of(order_id):
    return list(apps.get_model("sales", "OrderLine").objects.filter(order=order_id).order_by("position"))


def test_refund_of_a_covered_line_returns_sessions_and_liability_and_no_cash(sold, glow, paying, give_back):
    paid = paying(covered(glow.facial, sold, quantity=3), covered(glow.laser, sold, key="k2"))
    sold.refresh_from_db()
    assert sold.state == "exhausted"
    facials, laser = lines_of(paid.order_id)
    cash_before = balance("cash")
    refund = give_back(paid.order_id, (facials, 2))
    assert (refund.total, refund.kind, refund.number) == (D("0.00"), "refund_receipt", "RF-STN-01-26-000001")
    sold.refresh_from_db()
    assert (sold.state, [row.used for row in sold.allowances.order_by("id")]) == ("active", [1, 1])
    # one facial (1,000.00) and the laser (934.58) stay earned; two facials are owed again
    assert (balance("course_revenue"), balance("course_liability")) == (D("-1934.58"), D("-2000.00"))
    assert (balance("cash"), balance("output_vat"), proof().difference) == (cash_before, D("-65.42"), D("0.00"))
    assert OutboxEvent.objects.filter(type="courses.redemption.returned.v1").count() == 2
    give_back(paid.order_id, (facials, 1), (laser, 1))
    assert apps.get_model("sales", "Order").objects.get(pk=paid.order_id).state == "refunded"
    assert (balance("course_revenue"), proof().difference) == (D("0.00"), D("0.00"))
    with pytest.raises(Invalid, match=r"sales\.refund\.empty"):
        give_back(paid.order_id, (laser, 1))


def test_half_a_session_is_not_returned(sold, glow, paying, give_back):
    paid = paying(covered(glow.facial, sold))
    (line,) = lines_of(paid.order_id)
    with pytest.raises(Invalid, match=r"sales\.refund\.too_much"):
        give_back(paid.order_id, (line, "0.5"))


def test_a_session_of_a_course_that_is_over_is_not_returned(sold, glow, paying, give_back, manager, at):
    paid = paying(covered(glow.facial, sold))
    expire_balance(user_course_balance_id=sold.pk, by=manager, at=at)
    (line,) = lines_of(paid.order_id)
    with pytest.raises(NothingToReturn):
        give_back(paid.order_id, (line, 1))
    assert proof().difference == D("0.00")


def test_sessions_returned_in_any_order_earn_the_price_once(glow, sell, patient, paying, give_back):
    """Three facials of 2,999.99: 1,000.00, 1,000.00, 999.99. The first comes back and is used again."""
    whole = LineIn(
        key="c", product_id=glow.product.pk, quantity=D(1), unit_price=D("4000.00"), discount_amount=D("0.02")
    )
    sell(whole, total="3999.98", patient=patient.id)
    sold = UserCourseBalance.objects.get()
    assert sold.allowances.get(product=glow.facial.pk).net == D("2999.99")
    first, *_others = [paying(covered(glow.facial, sold, key=f"k{n}")) for n in range(3)]
    (line,) = lines_of(first.order_id)
    give_back(first.order_id, (line, 1))
    assert proof().difference == D("0.00")
    paying(covered(glow.facial, sold, key="again"))
    live = Redemption.objects.filter(allowance__product=glow.facial.pk, returned__isnull=True)
    assert sum(row.value for row in live) == D("2999.99")
    assert (balance("course_revenue"), proof().difference) == (D("-2999.99"), D("0.00"))


def test_refund_of_an_unused_course_gives_all_of_it_back_with_its_vat(sold, give_back):
    order = apps.get_model("sales", "Order").objects.get()
    (line,) = lines_of(order.pk)
    refund = give_back(order.pk, (line, 1), total="4000.00")
    sold.refresh_from_db()
    assert (refund.kind, refund.vat, sold.state) == ("credit_note", D("65.42"), "refunded")
    for role in ("course_liability", "output_vat", "course_revenue"):
        assert balance(role) == D("0.00"), role
    assert (balance("cash"), proof().difference) == (D("1000.00"), D("0.00"))


def test_refund_of_a_used_course_keeps_the_sessions_at_the_contracts_price(sold, glow, paying, give_back):
    paying(covered(glow.facial, sold), covered(glow.laser, sold, key="k2"))
    order = apps.get_model("sales", "Order").objects.order_by("pk").first()
    (line,) = lines_of(order.pk)
    # 4,000.00 paid, one facial at 1,000.00 and the laser at 1,000.00 used: 2,000.00 of exempt facials go back
    refund = give_back(order.pk, (line, 1), total="2000.00")
    (row,) = refund.lines.all()
    assert (row.gross, row.kept, refund.vat, refund.kind) == (D("2000.00"), D("2000.00"), D("0.00"), "refund_receipt")
    order.refresh_from_db()
    sold.refresh_from_db()
    assert (order.state, sold.state, balance("course_liability")) == ("refunded", "refunded", D("0.00"))
    assert (balance("course_revenue"), balance("output_vat")) == (D("-1934.58"), D("-65.42"))
    assert proof().difference == D("0.00")


def test_a_course_that_is_used_up_gives_nothing_back(sold, glow, paying, give_back):
    paying(covered(glow.facial, sold, quantity=3), covered(glow.laser, sold, key="k2"))
    order = apps.get_model("sales", "Order").objects.order_by("pk").first()
    (line,) = lines_of(order.pk)
    with pytest.raises(Invalid, match=r"sales\.refund\.empty"):
        give_back(order.pk, (line, 1))


def test_a_course_used_while_its_refund_waited_is_worked_out_anew(sold, glow, paying, till, cashier, manager, at):
    order = apps.get_model("sales", "Order").objects.get()
    (line,) = lines_of(order.pk)
    asked = request_refund(
        order_id=order.pk, lines=[RefundLineIn(line_id=line.pk, quantity=D(1))], reason="x", by=cashier, at=at
    )
    approve_refund(refund_id=asked.pk, by=manager, at=at)
    paying(covered(glow.facial, sold))
    with pytest.raises(UsedMeanwhile):
        pay_refund(
            refund_id=asked.pk,
            register_session=till.session.pk,
            tenders=[cash("4000.00")],
            by=cashier,
            at=at,
        )


def test_courses_of_one_line_go_back_together(glow, sell, patient, give_back):
    paid = sell(
        LineIn(key="c", product_id=glow.product.pk, quantity=D(2), unit_price=D("4000.00")),
        total="8000.00",
        patient=patient.id,
    )
    (line,) = lines_of(paid.order_id)
    with pytest.raises(Invalid, match=r"sales\.refund\.whole_line"):
        give_back(paid.order_id, (line, 1), total="4000.00")
    give_back(paid.order_id, (line, 2), total="8000.00")
    assert (balance("course_liability"), proof().difference) == (D("0.00"), D("0.00"))
