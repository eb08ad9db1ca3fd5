"""A course of three facials and one laser, sold to a patient at an open till."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from erp.kernel.access.models import Branch, Staff, User
from modules.catalog.tests.conftest import product_of
from modules.courses.models import UserCourseBalance
from modules.courses.public import ComponentIn, create_template, offer_template
from modules.patients import public as patients
from modules.sales.data import LineIn
from modules.sales.tests.conftest import cash, sell, till

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
    from modules.sales.public import check_out

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
