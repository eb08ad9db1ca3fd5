"""A course is given to another patient: the front desk asks, a manager decides in the inbox; nobody both."""

from decimal import Decimal
from typing import Any

import pytest
from viewflow.workflow.models import Task

from erp.kernel.documents.refusals import Refusal
from erp.kernel.flows.services.complete_task import complete_task
from modules.courses.models import CourseChange, UserCourseBalance
from modules.courses.public import ComponentIn, create_template, offer_template, refuse_change
from modules.courses.services.course_changes import request_transfer, withdraw_change
from modules.patients import public as patients
from modules.sales.data import LineIn
from modules.sales.public import check_out
from modules.sales.tests.conftest import cash
from workflows.course_change.process import CourseChangeProcess

PRICE = Decimal("3000.00")


@pytest.fixture
def owner(at: Any) -> Any:
    return patients.register_patient(by=None, at=at, first_name_th="มาลี", phone="081-555-0101")


@pytest.fixture
def friend(at: Any) -> Any:
    return patients.register_patient(by=None, at=at, first_name_th="วิชัย", phone="081-555-0102")


@pytest.fixture
def course(shop: Any, product_of: Any, owner: Any, cashier: Any, at: Any) -> UserCourseBalance:
    """Two facials for 3,000.00, paid in cash."""
    product = product_of("course", "GLOW", str(PRICE))
    template = create_template(
        product_id=product.pk, components=[ComponentIn(product_id=shop.facial.pk, sessions=2)], by=None, at=at
    )
    offer_template(course_template_id=template.pk, by=None, at=at)
    check_out(
        register_session=shop.session.pk,
        lines=[LineIn(key="c", product_id=product.pk, quantity=Decimal(1), unit_price=PRICE)],
        tenders=[cash(str(PRICE))],
        expected_total=PRICE,
        patient=owner.id,
        by=cashier,
        at=at,
    )
    return UserCourseBalance.objects.get()


@pytest.fixture
def asked(course: Any, friend: Any, cashier: Any, drain: Any, at: Any) -> CourseChange:
    change = request_transfer(user_course_balance_id=course.pk, patient=friend.id, reason="A gift", by=cashier, at=at)
    drain()
    return change


def task() -> Task:
    return Task.objects.filter(flow_task_type="HUMAN").latest("pk")


def test_a_manager_approves_in_the_inbox_and_the_course_is_the_friends(
    asked, course, friend, manager, drain, at
) -> None:
    facts = dict(CourseChangeProcess.objects.get().facts())
    assert facts["Owed in treatments"] == "฿3,000.00"
    assert facts["To the patient"] == friend.hn
    complete_task(task_id=task().pk, by=manager, at=at, choice="approve", note="Seen")
    drain()
    course.refresh_from_db()
    assert course.state == "transferred"
    assert UserCourseBalance.objects.get(patient=friend.id).transferred_from_id == course.pk
    process = CourseChangeProcess.objects.get()
    assert (process.outcome, process.finished is not None) == ("approved", True)


def test_whoever_asks_never_decides(asked, course, friend, manager, cashier, drain, at) -> None:
    with pytest.raises(Refusal):
        complete_task(task_id=task().pk, by=cashier, at=at, choice="approve")
    withdraw_change(course_change_id=asked.pk, by=cashier, at=at)
    drain()
    assert CourseChangeProcess.objects.get().finished is not None
    request_transfer(user_course_balance_id=course.pk, patient=friend.id, reason="A gift", by=manager, at=at)
    drain()
    with pytest.raises(Refusal):
        complete_task(task_id=task().pk, by=manager, at=at, choice="approve")
    assert CourseChange.objects.latest("pk").state == "requested"


def test_a_refusal_on_the_page_ends_the_process_too(asked, course, manager, drain, at) -> None:
    refuse_change(course_change_id=asked.pk, reason="No", by=manager, at=at)
    drain()
    course.refresh_from_db()
    process = CourseChangeProcess.objects.get()
    assert (course.state, process.outcome, process.finished is not None) == ("active", "refused", True)
