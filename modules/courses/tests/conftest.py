"""A course of three facials and one laser, sold to a patient at an open till."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from erp.kernel.access.models import Branch, Staff, User
from modules.catalog.tests.conftest import product_of
from modules.clinic import public as clinic
from modules.courses.models import CourseInstalment, UserCourseBalance
from modules.courses.public import ComponentIn, create_template, offer_template
from modules.patients import public as patients
from modules.sales.data import LineIn, RefundLineIn
from modules.sales.public import check_out, refund_order
from modules.sales.tests.conftest import cash, sell, till

D = Decimal

__all__ = ["product_of", "sell", "till"]


@pytest.fixture
def dr_nok(branch: Branch, doctor: User) -> Staff:
    return Staff.objects.create(name="Dr Nok", kind="doctor", branch=branch, user=doctor)


@pytest.fixture
def patient(db: None, at: datetime) -> Any:
    card = patients.register_patient(by=None, at=at, first_name_th="มาลี", phone="081-555-0101")
    patients.record_consent(patient_id=card.id, purpose="treatment", given=True, document_version="1", by=None, at=at)
    return card


@pytest.fixture
def friend(db: None, at: datetime) -> Any:
    return patients.register_patient(by=None, at=at, first_name_th="วิชัย", phone="081-555-0102")


@pytest.fixture
def glow(till: SimpleNamespace, product_of: Callable[..., Any], at: datetime) -> SimpleNamespace:
    """GLOW for 4,000.00: three facials (exempt, weight 3,000) and one laser (VAT 7, weight 1,000)."""
    laser = product_of("treatment", "LASER", "1000.00")
    laser.tax_code = till.serum.tax_code
    laser.save()
    product = product_of("course", "GLOW", "4000.00")
    template = create_template(
        product_id=product.pk,
        components=[
            ComponentIn(product_id=till.facial.pk, sessions=3, weight=Decimal(3000)),
            ComponentIn(product_id=laser.pk, sessions=1, weight=Decimal(1000)),
        ],
        validity_days=365,
        by=None,
        at=at,
    )
    offer_template(course_template_id=template.pk, by=None, at=at)
    return SimpleNamespace(product=product, laser=laser, facial=till.facial, template=template)


@pytest.fixture
def sold(glow: SimpleNamespace, sell: Callable[..., Any], patient: Any) -> UserCourseBalance:
    """The course, paid in cash."""
    line = LineIn(key="c", product_id=glow.product.pk, quantity=Decimal(1), unit_price=Decimal("4000.00"))
    sell(line, total="4000.00", patient=patient.id)
    return UserCourseBalance.objects.get()


@pytest.fixture
def paying(till: SimpleNamespace, patient: Any) -> Callable[..., Any]:
    """Pay a bill of 0.00: lines covered by courses."""

    def make(*lines: LineIn, total: str = "0.00") -> Any:
        return check_out(
            register_session=till.session.pk,
            lines=lines,
            tenders=[cash(total)] if Decimal(total) else [],
            expected_total=Decimal(total),
            patient=patient.id,
            by=till.cashier,
            at=till.at,
        )

    return make


@pytest.fixture
def visit(patient, dr_nok, doctor, at):
    """Sign a session with the given treatments; answers the session."""

    def make(*products):
        session = clinic.create_session(patient_id=patient.id, practitioner_id=dr_nok.pk, by=doctor, at=at)
        clinic.start_session(session_id=session.pk, by=doctor, at=at)
        for product in products:
            clinic.add_charge(session_id=session.pk, product_id=product.pk, by=doctor, at=at)
        clinic.complete_session(session_id=session.pk, by=doctor, at=at)
        return clinic.sign_session(session_id=session.pk, by=doctor, at=at)

    return make


@pytest.fixture
def give_back(till, manager, at):
    def make(order_id, *asked, total="0.00"):
        with transaction.atomic():
            return refund_order(
                order_id=order_id,
                register_session=till.session.pk,
                lines=[RefundLineIn(line_id=line.pk, quantity=D(quantity)) for line, quantity in asked],
                tenders=[cash(total)] if D(total) else [],
                reason="moved away",
                by=manager,
                at=at,
            )

    return make


def part(glow, pays, amount, key="i"):
    return LineIn(key=key, product_id=glow.product.pk, quantity=D(1), unit_price=D(amount), pays=pays)


@pytest.fixture
def begun(glow, sell, patient):
    """The first instalment is paid with the sale."""
    sell(part(glow, "courses.plan:3x30", "1333.33"), total="1333.33", patient=patient.id)
    return UserCourseBalance.objects.get()


@pytest.fixture
def pay(begun, glow, sell, patient):
    """Pay instalments by number, on one bill."""

    def make(*numbers, **more):
        rows = list(CourseInstalment.objects.filter(balance=begun, no__in=numbers).order_by("no"))
        total = sum(row.amount for row in rows)
        lines = [part(glow, row.reference, str(row.amount), key=f"i{row.no}") for row in rows]
        return sell(*lines, total=str(total), patient=patient.id, **more)

    return make


STROKES = [[[0.1, 0.5], [0.3, 0.2]], [[0.5, 0.5], [0.6, 0.4], [0.7, 0.9]]]


@pytest.fixture
def signing(till, patient):
    """Pay a bill of covered lines with a signature."""

    def make(*lines, signature=None):
        return check_out(
            register_session=till.session.pk,
            lines=lines,
            tenders=[],
            expected_total=D("0.00"),
            patient=patient.id,
            signature=signature,
            by=till.cashier,
            at=till.at,
        )

    return make
