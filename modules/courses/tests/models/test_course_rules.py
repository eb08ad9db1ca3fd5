"""What PostgreSQL itself refuses, attacked as the application's role; and the last session, wanted by sixteen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, connections, transaction

from modules.courses.errors import NoSessionLeft
from modules.courses.models import CourseAllowance, Redemption
from modules.courses.services.course_changes import approve_change, refuse_change, request_reinstating
from modules.courses.services.expire_balances import expire_balance
from modules.courses.services.redeem_sessions import Use, redeem_sessions
from modules.courses.services.return_sessions import return_sessions


def say(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def use(sold, at, source="sales.order_line:1", sessions=1):
    allowance = sold.allowances.order_by("id").first()
    return redeem_sessions(
        uses=[Use(source=source, sessions=sessions, allowance_id=allowance.pk)],
        document=f"sales.order:{source[-1]}",
        number="R-1",
        branch_id=sold.branch_id,
        on=at.date(),
        by=None,
        at=at,
    )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE courses_courseallowance SET used = sold + 1",
        "UPDATE courses_courseallowance SET held = sold",
        "UPDATE courses_courseallowance SET used = -1",
        "UPDATE courses_courseallowance SET sold = sold + 1",
        "UPDATE courses_courseallowance SET net = net + 1, gross = gross + 1",
        "UPDATE courses_courseallowance SET used = 0",
        "UPDATE courses_courseallowance SET used = used + 1",
        "DELETE FROM courses_courseallowance",
        "TRUNCATE courses_courseallowance CASCADE",
        "UPDATE courses_redemption SET value = 0",
        "DELETE FROM courses_redemption",
        "TRUNCATE courses_redemption CASCADE",
        "INSERT INTO courses_redemption"
        " (allowance_id, branch_id, nth, session_no, value, source, redeemed_at, business_on)"
        " SELECT allowance_id, branch_id, nth + 1, session_no, value, source, redeemed_at, business_on"
        " FROM courses_redemption",
        "INSERT INTO courses_redemption"
        " (allowance_id, branch_id, nth, session_no, value, source, redeemed_at, business_on)"
        " SELECT allowance_id, branch_id, nth, session_no, value, source, redeemed_at, business_on"
        " FROM courses_redemption",
        "INSERT INTO courses_redemptionreturn (redemption_id, reason, returned_at)"
        " SELECT id, 'free session', now() FROM courses_redemption",
        "UPDATE courses_usercoursebalance SET state = 'refunded', price = -1",
        "UPDATE courses_usercoursebalance SET state = 'exhausted' WHERE state = 'frozen'; "
        "UPDATE courses_usercoursebalance SET state = 'draft'",
        'INSERT INTO courses_usercoursebalance SELECT (jsonb_populate_record(b, \'{"id": 9999, "state": "frozen"}\')).*'
        " FROM courses_usercoursebalance b",
        "DELETE FROM courses_usercoursebalance",
        "DELETE FROM courses_coursehold",
    ],
)
def test_course_rules_are_held_by_the_database(sold, at, sql):
    use(sold, at)
    with pytest.raises(DatabaseError), transaction.atomic():
        say(f"{sql}; SET CONSTRAINTS ALL IMMEDIATE")


def test_a_returned_session_can_be_returned_once(sold, at):
    use(sold, at)
    given = {"sources": ["sales.order_line:1"], "document": "sales.order:1", "reason": "x", "on": at.date()}
    assert len(return_sessions(**given, by=None, at=at)) == 1
    assert return_sessions(**given, by=None, at=at) == []
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO courses_redemptionreturn (redemption_id, reason, returned_at)"
            " SELECT id, 'again', now() FROM courses_redemption"
        )


@pytest.mark.slow
def test_the_last_session_wanted_by_sixteen_goes_to_one(committed_db, at):
    sold = _one_session_left(at)

    def one(number: int) -> str:
        try:
            with transaction.atomic():
                use(sold, at, source=f"sales.order_line:{number}")
            return "won"
        except NoSessionLeft as refused:
            return f"left {refused.extra['current']['left']}"
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(one, range(1000, 1016)))
    assert sorted(outcomes) == ["left 0"] * 15 + ["won"]
    assert CourseAllowance.objects.get().used == 1
    assert Redemption.objects.count() == 1


def _one_session_left(at):
    from erp.kernel.access.models import Branch, Company
    from modules.catalog.public import activate_product, create_category, create_product
    from modules.courses.public import ComponentIn, Paid, create_template, offer_template, sell_course
    from modules.ledger import public as ledger
    from modules.patients import public as patients

    company = Company.objects.create(name="Lalita", tax_id="0105561234567")
    branch = Branch.objects.create(code="STN", name="Sathorn", company=company)
    with transaction.atomic():
        made = {}
        exempt = apps.get_model("ledger", "TaxCode").objects.get(code="EXEMPT")
        for kind, code in (("treatment", "FACIAL"), ("course", "GLOW")):
            values = {
                "code": code, "kind": kind, "name": code, "tax_code": exempt,
                "category": create_category(code=kind, name=kind, name_th="", kind=kind),
            }  # fmt: skip
            made[kind] = create_product(values=values, price=Decimal(1000), starts_on=at.date(), by=None, at=at)
            activate_product(product_id=made[kind].pk, by=None, at=at)
        template = create_template(
            product_id=made["course"].pk,
            components=[ComponentIn(product_id=made["treatment"].pk, sessions=1)],
            by=None,
            at=at,
        )
        offer_template(course_template_id=template.pk, by=None, at=at)
        ledger.post_entry(
            source="sales.order:0",
            journal="sales",
            on=at.date(),
            branch_id=branch.pk,
            lines=[
                ledger.LineIn(ledger.account_for("cash"), debit=Decimal(1000)),
                ledger.LineIn(ledger.account_for("course_liability"), credit=Decimal(1000)),
            ],
            by=None,
            at=at,
        )
        patient = patients.register_patient(by=None, at=at, first_name_th="มาลี")
        return sell_course(
            patient_id=patient.id,
            product_id=made["course"].pk,
            branch_id=branch.pk,
            parts=[Paid(tax_code="EXEMPT", gross=Decimal(1000), net=Decimal(1000), vat=Decimal(0))],
            source="sales.order_line:0",
            on=at.date(),
            by=None,
            at=at,
        )


def test_attack_an_expired_course_is_reinstated_only_by_an_approval_of_its_own(sold, cashier, manager, at):
    again = "UPDATE courses_usercoursebalance SET state = 'active' WHERE state = 'expired'"
    expire_balance(user_course_balance_id=sold.pk, by=manager, at=at)
    with pytest.raises(DatabaseError, match="nobody approved"), transaction.atomic():
        say(again)
    asked = request_reinstating(user_course_balance_id=sold.pk, reason="was ill", by=cashier, at=at)
    with pytest.raises(DatabaseError, match="nobody approved"), transaction.atomic():
        say(again)  # asked for is not approved
    with pytest.raises(DatabaseError, match="courses_change_approver_is_another"), transaction.atomic():
        say(f"UPDATE courses_coursechange SET state = 'approved', decided_by_id = {cashier.pk}; {again}")
    refuse_change(course_change_id=asked.pk, by=manager, at=at)
    with pytest.raises(DatabaseError, match="nobody approved"), transaction.atomic():
        say(again)
    granted = request_reinstating(user_course_balance_id=sold.pk, reason="was ill", by=cashier, at=at)
    approve_change(course_change_id=granted.pk, by=manager, at=at)
    sold.refresh_from_db()
    assert sold.state == "active"
    expire_balance(user_course_balance_id=sold.pk, by=manager, at=at)
    with pytest.raises(DatabaseError, match="nobody approved"), transaction.atomic():
        say(again)  # that approval is used up
