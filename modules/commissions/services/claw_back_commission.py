"""Take back what a document earned, exactly: the month's sum becomes what it would be without it."""

from datetime import datetime
from decimal import Decimal

from erp.kernel.machines.gate import born
from modules.commissions.data import Cause
from modules.commissions.models import CommissionLog, CommissionPlan
from modules.commissions.selectors.logs import tier_base
from modules.commissions.selectors.plans import PlanData, plan_data
from modules.commissions.services.calculate_commission import conclude, lock_months
from modules.commissions.services.computation import step_by_tiers

Kind = CommissionLog.Kind


def claw_back_commission(*, cause: Cause, at: datetime) -> list[CommissionLog]:
    """Write a claw-back for each accrual of the cause's document. Doing it again writes nothing."""
    accruals = CommissionLog.objects.filter(document=cause.document, kind=Kind.ACCRUAL).order_by("staff_id", "pk")
    originals = list(accruals)
    plans = {
        plan.pk: plan_data(plan) for plan in CommissionPlan.objects.filter(pk__in={log.plan_id for log in originals})
    }
    for plan_id, month_on in sorted({(log.plan_id, log.month_on) for log in originals}):
        people = {log.staff_id for log in originals if (log.plan_id, log.month_on) == (plan_id, month_on)}
        lock_months(staff_ids=people, plan_id=plan_id, month_on=month_on)
    if CommissionLog.objects.filter(event_id=cause.event_id).exists():
        return []
    taken = [_take_back(log, plan=plans[log.plan_id], cause=cause, at=at) for log in originals]
    conclude(taken, cause=cause, at=at)
    return taken


def _take_back(original: CommissionLog, *, plan: PlanData, cause: Cause, at: datetime) -> CommissionLog:
    amount = -original.amount
    steps = [{"step": "claw_back", "of": original.reference, "base": str(-original.base)}]
    if original.by_tiers:
        before = tier_base(staff_id=original.staff_id, plan_id=plan.id, month_on=original.month_on)
        line, difference = step_by_tiers(mode=plan.mode, tiers=plan.tiers, before=before, base=-original.base)
        amount = line + difference
        steps.append({"step": "month", "before": str(before), "after": str(before - original.base)})
    steps.append({"step": "result", "amount": str(amount)})
    log = CommissionLog(
        kind=Kind.CLAW_BACK,
        staff_id=original.staff_id,
        branch_id=original.branch_id,
        plan_id=original.plan_id,
        month_on=original.month_on,
        business_on=cause.business_on,
        occurred_at=cause.occurred_at,
        event_id=cause.event_id,
        cause=original.cause,
        document=original.document,
        title=original.title,
        base=Decimal(-original.base),
        amount=amount,
        by_tiers=original.by_tiers,
        steps=steps,
    )
    born(log, by=None, at=at)
    return log
