"""Take back what a document earned, exactly: the month's sum becomes what it would be without it."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum

from erp.kernel.machines.gate import born
from erp.kernel.money.rounding import money
from modules.commissions.data import Cause, Given
from modules.commissions.models import CommissionLog, CommissionPlan
from modules.commissions.selectors.logs import tier_base
from modules.commissions.selectors.plans import PlanData, plan_data
from modules.commissions.services.calculate_commission import conclude, lock_months
from modules.commissions.services.computation import step_by_tiers

Kind = CommissionLog.Kind
ZERO = Decimal("0.00")


def claw_back_commission(*, cause: Cause, at: datetime) -> list[CommissionLog]:
    """Write a claw-back for each accrual of the cause's document. Doing it again writes nothing."""
    return _claw_back(cause=cause, parts=None, at=at)


def claw_back_part(*, cause: Cause, parts: Mapping[str, Given], at: datetime) -> list[CommissionLog]:
    """Bring what was taken back of each item (`parts`, by its reference) to its share of what is given back by now.

    The shares telescope: whatever the refunds in between, all of an item given back takes back all it earned.
    """
    return _claw_back(cause=cause, parts=parts, at=at)


def _claw_back(*, cause: Cause, parts: Mapping[str, Given] | None, at: datetime) -> list[CommissionLog]:
    accruals = CommissionLog.objects.filter(document=cause.document, kind=Kind.ACCRUAL).order_by("staff_id", "pk")
    originals = [log for log in accruals if parts is None or log.cause in parts]
    plans = {
        plan.pk: plan_data(plan) for plan in CommissionPlan.objects.filter(pk__in={log.plan_id for log in originals})
    }
    for plan_id, month_on in sorted({(log.plan_id, log.month_on) for log in originals}):
        people = {log.staff_id for log in originals if (log.plan_id, log.month_on) == (plan_id, month_on)}
        lock_months(staff_ids=people, plan_id=plan_id, month_on=month_on)
    if CommissionLog.objects.filter(event_id=cause.event_id).exists():
        return []
    taken = []
    for log in originals:
        base, amount = _due(log, parts)
        if base or (amount and not log.by_tiers):
            taken.append(_take_back(log, base=base, flat=amount, plan=plans[log.plan_id], cause=cause, at=at))
    conclude(taken, cause=cause, at=at)
    return taken


def _due(original: CommissionLog, parts: Mapping[str, Given] | None) -> tuple[Decimal, Decimal]:
    """Base and amount that are still to be taken back of an accrual."""
    if parts is None:
        return original.base, original.amount
    before = CommissionLog.objects.filter(
        document=original.document,
        cause=original.cause,
        staff_id=original.staff_id,
        kind=Kind.CLAW_BACK,
    ).aggregate(base=Sum("base"), amount=Sum("amount"))
    given = parts[original.cause]
    return (
        _share(original.base, given) + (before["base"] or ZERO),
        _share(original.amount, given) + (before["amount"] or ZERO),
    )


def _share(whole: Decimal, given: Given) -> Decimal:
    return whole if given.back >= given.sold else money(whole * given.back / given.sold)


def _take_back(
    original: CommissionLog, *, base: Decimal, flat: Decimal, plan: PlanData, cause: Cause, at: datetime
) -> CommissionLog:
    amount = -flat
    steps = [{"step": "claw_back", "of": original.reference, "base": str(-base)}]
    if original.by_tiers:
        before = tier_base(staff_id=original.staff_id, plan_id=plan.id, month_on=original.month_on)
        line, difference = step_by_tiers(mode=plan.mode, tiers=plan.tiers, before=before, base=-base)
        amount = line + difference
        steps.append({"step": "month", "before": str(before), "after": str(before - base)})
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
        base=Decimal(-base),
        amount=amount,
        by_tiers=original.by_tiers,
        steps=steps,
    )
    born(log, by=None, at=at)
    return log
