"""Plan a course of treatment over time."""

from __future__ import annotations

from datetime import date, datetime

from erp.kernel.access.models import User
from erp.kernel.documents.checking import check_record
from erp.kernel.documents.refusals import Invalid
from erp.kernel.machines.gate import born, fire
from erp.kernel.realtime.announce import announce
from modules.clinic.models import CarePlan


def plan_care(
    *,
    patient_id: int,
    title: str,
    by: User | None,
    at: datetime,
    branch_id: int | None,
    interval_days: int = 30,
    repeats: int = 1,
    starts_on: date | None = None,
    product_id: int | None = None,
    note: str = "",
) -> CarePlan:
    """What, how often, how many times. Raises Invalid naming the field."""
    if branch_id is None:
        raise Invalid(field="branch")
    plan = CarePlan(
        branch_id=branch_id,
        patient_id=patient_id,
        product_id=product_id,
        title=title,
        interval_days=interval_days,
        repeats=repeats,
        starts_on=starts_on or at.date(),
        note=note,
    )
    check_record(plan)
    born(plan, by=by, at=at)
    announce("clinic.care_plan", plan.pk, 1, branch_id=plan.branch_id)
    return plan


def complete_care_plan(*, care_plan_id: int, by: User | None, at: datetime) -> CarePlan:
    """Enough of it was done. Raises NotNow unless active."""
    return _move(care_plan_id, "complete", by=by, at=at)


def cancel_care_plan(*, care_plan_id: int, by: User | None, at: datetime) -> CarePlan:
    """It is not continued. Raises NotNow unless active."""
    return _move(care_plan_id, "cancel", by=by, at=at)


def _move(care_plan_id: int, verb: str, *, by: User | None, at: datetime) -> CarePlan:
    plan = CarePlan.objects.select_for_update(of=("self",)).get(pk=care_plan_id)
    fire(plan, verb, by=by, at=at)
    announce("clinic.care_plan", plan.pk, plan.version, branch_id=plan.branch_id)
    return plan
