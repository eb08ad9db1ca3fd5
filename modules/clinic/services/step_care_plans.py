"""A signed session carries the patient's plans forward."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.machines.gate import fire
from modules.clinic.models import CarePlan, CarePlanStep, ChargeItem, TreatmentSession
from modules.clinic.models.care_plan import CarePlanState
from modules.clinic.models.charge_item import ChargeState


def step_care_plans(session: TreatmentSession, *, at: datetime) -> None:
    """Every active plan for a treatment that was given moves one step; the last step completes it."""
    given = ChargeItem.objects.filter(session=session, state=ChargeState.BILLABLE).values("product")
    plans = CarePlan.objects.select_for_update(of=("self",)).filter(
        patient=session.patient_id, state=CarePlanState.ACTIVE, product__in=given
    )
    for plan in plans.order_by("id"):
        CarePlanStep.objects.create(plan=plan, session=session, done_at=at)
        if plan.steps.count() >= plan.repeats:
            fire(plan, "complete", by=None, at=at)
