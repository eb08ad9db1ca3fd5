"""A small clinic: a doctor and a therapist, a patient, toxin in two lots, a treatment that uses gauze."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from erp.kernel.access.models import Branch, Staff, User
from erp.kernel.testing.s3 import s3, s3_server
from modules.catalog.public import UsageLine, set_usage
from modules.catalog.tests.conftest import product_of
from modules.clinic.models import TreatmentSession
from modules.clinic.services.create_session import create_session
from modules.clinic.services.start_session import start_session
from modules.inventory.public import ReceiptIn, lots, open_stock
from modules.patients import public as patients

__all__ = ["product_of", "s3", "s3_server"]


@pytest.fixture
def dr_nok(branch: Branch, doctor: User) -> Staff:
    return Staff.objects.create(name="Dr Nok", name_th="พญ. นก", kind="doctor", branch=branch, user=doctor)


@pytest.fixture
def ploy(branch: Branch, therapist: User) -> Staff:
    return Staff.objects.create(name="Ploy", name_th="พลอย", kind="therapist", branch=branch, user=therapist)


@pytest.fixture
def patient(db: None, at: datetime) -> Any:
    return patients.register_patient(by=None, at=at, first_name_th="มาลี", last_name_th="ใจดี", phone="081-555-0101")


@pytest.fixture
def consent(patient: Any, at: datetime) -> Callable[..., None]:
    def give(purpose: str, *, given: bool = True) -> None:
        patients.record_consent(
            patient_id=patient.id, purpose=purpose, given=given, document_version="1", by=None, at=at
        )

    return give


@pytest.fixture
def goods(product_of: Callable[..., Any], branch: Branch, at: datetime) -> SimpleNamespace:
    """Toxin: 100 U at 100.00 each, in lot A (60 U) and B (40 U); gauze at 5.00; a treatment that takes 2 gauzes."""
    toxin = product_of("drug", "BTX", "250.00", tracks_stock=True, tracks_lots=True, unit="U")
    gauze = product_of("drug", "GAUZE", "10.00", tracks_stock=True)
    facial = product_of("treatment", "FACIAL", "1500.00", duration_minutes=45)
    set_usage(product_id=facial.pk, usage=[UsageLine(gauze.pk, Decimal(2))], by=None, at=at)
    open_stock(
        branch_id=branch.pk,
        lines=[
            ReceiptIn(toxin.pk, Decimal(60), Decimal("6000.00"), "A", date(2027, 6, 30)),
            ReceiptIn(toxin.pk, Decimal(40), Decimal("4000.00"), "B", date(2027, 12, 31)),
            ReceiptIn(gauze.pk, Decimal(50), Decimal("250.00")),
        ],
        by=None,
        at=at,
    )
    by_number = {lot.number: lot for lot in lots(toxin.pk, branch.pk)}
    return SimpleNamespace(toxin=toxin, gauze=gauze, facial=facial, lot_a=by_number["A"], lot_b=by_number["B"])


@pytest.fixture
def session(patient: Any, dr_nok: Staff, doctor: User, at: datetime) -> TreatmentSession:
    """A session in progress."""
    planned = create_session(patient_id=patient.id, practitioner_id=dr_nok.pk, by=doctor, at=at, title="Toxin")
    return start_session(session_id=planned.pk, by=doctor, at=at)


@pytest.fixture
def point(goods: SimpleNamespace) -> Callable[..., dict[str, Any]]:
    def make(name: str = "p1", units: str = "10", **values: Any) -> dict[str, Any]:
        known = {"id": name, "type": "point", "x": 0.5, "y": 0.25, "units": units, "site": "glabella", "depth": "im"}
        return {**known, "product_id": goods.toxin.pk, "lot_id": goods.lot_a.id, **values}

    return make
