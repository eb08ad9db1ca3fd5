"""A visit as its people live it: arrive, treat, sign, pay; and what follows by itself."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from erp.kernel.flows.services.run_job import run_job
from modules.appointments import public as appointments
from modules.clinic import public as clinic
from modules.commissions.models import CommissionLog
from modules.ledger import public as ledger
from modules.sales import public as sales
from modules.sales.models import OrderLine
from workflows.treatment_to_checkout.process import TreatmentToCheckoutProcess


@pytest.fixture
def till(branch: Any, cashier: Any, at: Any) -> Any:
    register = sales.open_register(branch_id=branch.pk, code="01", name="Front desk")
    return sales.open_register_session(register_id=register.pk, float_amount=Decimal("1000.00"), by=cashier, at=at)


@pytest.fixture
def booked(patient: Any, dr_nok: Any, goods: Any, receptionist: Any, at: Any) -> Any:
    return appointments.book_appointment(
        patient_id=patient.id,
        practitioner_id=dr_nok.pk,
        product_id=goods.facial.pk,
        starts_at=at,
        by=receptionist,
        at=at - timedelta(days=1),
    )


def open_tasks() -> list[str]:
    from viewflow.workflow.models import Task

    return [task.flow_task.name for task in Task.objects.filter(finished__isnull=True).order_by("pk")]


def treat(booked: Any, patient: Any, doctor: Any, at: Any) -> Any:
    session = clinic.create_session(patient_id=patient.id, appointment_id=booked.pk, by=doctor, at=at)
    clinic.start_session(session_id=session.pk, by=doctor, at=at)
    clinic.complete_session(session_id=session.pk, by=doctor, at=at)
    return clinic.sign_session(session_id=session.pk, by=doctor, at=at)


def pay(process: Any, till: Any, cashier: Any, at: Any, total: str) -> Any:
    lines = [
        sales.LineIn(
            key=line.key,
            product_id=line.product_id,
            quantity=line.quantity,
            unit_price=line.unit_price,
            shares=[
                sales.ShareIn(staff_id=share.staff_id, percent=share.percent, role=share.role)
                for share in line.shares.all()
            ],
        )
        for line in OrderLine.objects.filter(order=process.order_id)
    ]
    return sales.check_out(
        register_session=till.pk,
        order_id=process.order_id,
        lines=lines,
        tenders=[sales.TenderIn(kind="cash", amount=Decimal(total), tendered=Decimal(total))],
        expected_total=Decimal(total),
        by=cashier,
        at=at,
    )


def test_a_visit_runs_from_arrival_to_the_next_visit(
    booked, patient, consent, doctor, receptionist, cashier, till, drain, at
) -> None:
    consent("treatment")
    appointments.arrive_appointment(appointment_id=booked.pk, by=receptionist, at=at)
    drain()
    assert open_tasks() == ["treat"]

    treat(booked, patient, doctor, at)
    drain()
    process = TreatmentToCheckoutProcess.objects.get()
    assert open_tasks() == ["check_out"]
    assert process.order_id is not None

    paid = pay(process, till, cashier, at, "1500.00")
    drain()
    process.refresh_from_db()
    assert process.paid_event is not None
    for task_id in _jobs():
        run_job(task_id=task_id, at=at)
    assert open_tasks() == ["offer_next_visit"]

    assert ledger.balance_of("cash") == Decimal("2500.00")
    assert ledger.balance_of("sales_treatment") == Decimal("-1500.00")
    assert ledger.balance_of("supplies_cost") == Decimal("10.00")
    (log,) = CommissionLog.objects.filter(document=f"sales.order:{paid.order_id}")
    assert (log.base, log.amount) == (Decimal("1500.00"), Decimal("75.00"))


def test_a_visit_cancelled_before_payment_is_undone(
    booked, patient, consent, doctor, receptionist, till, drain, at
) -> None:
    consent("treatment")
    appointments.arrive_appointment(appointment_id=booked.pk, by=receptionist, at=at)
    signed = treat(booked, patient, doctor, at)
    drain()
    process = TreatmentToCheckoutProcess.objects.get()
    from workflows.treatment_to_checkout.undo import undo_visit

    for _twice in range(2):
        undo_visit(process, reason="Patient left", at=at)
    drain()

    assert open_tasks() == []
    assert ledger.balance_of("supplies_cost") == Decimal("0.00")
    assert not sales.is_unpaid(process.order_id)
    assert {charge.state for charge in clinic.charges_of(signed.pk)} == set()


def test_a_session_without_an_appointment_has_a_visit_of_its_own(
    patient, consent, dr_nok, doctor, drain, goods, at
) -> None:
    consent("treatment")
    session = clinic.create_session(patient_id=patient.id, practitioner_id=dr_nok.pk, by=doctor, at=at)
    clinic.start_session(session_id=session.pk, by=doctor, at=at)
    clinic.add_charge(session_id=session.pk, product_id=goods.facial.pk, by=doctor, at=at)
    clinic.complete_session(session_id=session.pk, by=doctor, at=at)
    clinic.sign_session(session_id=session.pk, by=doctor, at=at)
    drain()
    assert open_tasks() == ["check_out"]


def _jobs() -> list[int]:
    from viewflow.workflow.models import Task

    return list(Task.objects.filter(flow_task_type="JOB", finished__isnull=True).values_list("pk", flat=True))
