"""Compute the commission of one fact, in a Celery worker; the till never waits for it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from erp.kernel.events.publish import publish
from erp.kernel.machines.gate import born
from erp.kernel.money.rounding import money
from erp.kernel.realtime.announce import announce
from modules.commissions.data import Cause, Item, Share
from modules.commissions.events import CommissionAccrued
from modules.commissions.models import CommissionLog, CommissionMonth, CommissionRule
from modules.commissions.selectors.logs import tier_base
from modules.commissions.selectors.plans import PlanData, RuleData, plan_on
from modules.commissions.services.computation import rate_at, split_base, step_by_tiers
from modules.commissions.services.post_accrual import post_accrual

Kind = CommissionLog.Kind
Pays = CommissionRule.Pays


@dataclass(frozen=True, kw_only=True)
class Part:
    """One person's part of one item, with the rule that pays it."""

    item: Item
    share: Share
    base: Decimal
    rule: RuleData


def calculate_commission(*, cause: Cause, at: datetime) -> list[CommissionLog]:
    """Write the logs of a cause and their accrual. Computing a cause again writes nothing.

    Locks (person, month) in order of person; whatever the order in which facts arrive, the month's sum is the same.
    """
    plan = plan_on(cause.business_on)
    parts = [part for item in cause.items for part in _parts(item, plan)]
    month_on = cause.business_on.replace(day=1)
    lock_months(staff_ids={part.share.staff_id for part in parts}, plan_id=plan.id, month_on=month_on)
    if CommissionLog.objects.filter(event_id=cause.event_id).exists():
        return []
    logs = [log for part in parts for log in _earn(part, plan=plan, cause=cause, month_on=month_on, at=at)]
    conclude(logs, cause=cause, at=at)
    noun, _, document_id = cause.document.rpartition(":")
    announce(f"commissions.{noun}", int(document_id), 1, branch_id=cause.branch_id)  # also that nobody earned anything
    return logs


def lock_months(*, staff_ids: set[int], plan_id: int, month_on: date) -> None:
    """Hold the month of each person until the transaction ends."""
    CommissionMonth.objects.bulk_create(
        [CommissionMonth(staff_id=staff_id, plan_id=plan_id, month_on=month_on) for staff_id in sorted(staff_ids)],
        ignore_conflicts=True,
    )
    held = CommissionMonth.objects.select_for_update().filter(
        staff_id__in=staff_ids, plan_id=plan_id, month_on=month_on
    )
    list(held.order_by("staff_id"))


def conclude(logs: list[CommissionLog], *, cause: Cause, at: datetime) -> None:
    """Post what the logs add up to, and publish it."""
    if not logs:
        return
    post_accrual(logs, cause=cause, at=at)
    publish(
        CommissionAccrued(
            document=cause.document,
            branch_id=cause.branch_id,
            business_on=cause.business_on,
            amount=sum((log.amount for log in logs), Decimal("0.00")),
            staff_ids=tuple(sorted({log.staff_id for log in logs})),
        )
    )


def _parts(item: Item, plan: PlanData) -> list[Part]:
    if item.net == 0 or not item.shares:
        return []
    bases = split_base(item.net, [share.percent for share in item.shares])
    found = []
    for share, base in zip(item.shares, bases, strict=True):
        rule = plan.rule_for(
            product=item.product_code,
            commission_class=item.commission_class,
            role=share.role,
            staff_id=share.staff_id,
        )
        if rule.pays != Pays.NOTHING:
            found.append(Part(item=item, share=share, base=base, rule=rule))
    return found


def _earn(part: Part, *, plan: PlanData, cause: Cause, month_on: date, at: datetime) -> list[CommissionLog]:
    steps = _opening_steps(part)
    if part.rule.pays != Pays.TIERS:
        amount = _flat(part)
        steps.append({"step": part.rule.pays, "rate": str(part.rule.rate), "because": part.rule.because})
        steps.append({"step": "result", "amount": str(amount)})
        return [_log(part, Kind.ACCRUAL, amount, part.base, steps, plan, cause, month_on, at, by_tiers=False)]
    before = tier_base(staff_id=part.share.staff_id, plan_id=plan.id, month_on=month_on)
    amount, difference = step_by_tiers(mode=plan.mode, tiers=plan.tiers, before=before, base=part.base)
    after = before + part.base
    rate = {"step": "tier", "mode": plan.mode, "percent": str(rate_at(after, plan.tiers)), "plan": plan.title}
    month = {"step": "month", "before": str(before), "after": str(after)}
    steps += [month, rate, {"step": "result", "amount": str(amount)}]
    logs = [_log(part, Kind.ACCRUAL, amount, part.base, steps, plan, cause, month_on, at)]
    if difference:
        why = [
            {"step": "difference", "base": str(before), "percent_before": str(rate_at(before, plan.tiers))},
            rate,
            {"step": "result", "amount": str(difference)},
        ]
        logs.append(_log(part, Kind.DIFFERENCE, difference, Decimal("0.00"), why, plan, cause, month_on, at))
    return logs


def _opening_steps(part: Part) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = [{"step": "net", "amount": str(part.item.net), "title": part.item.title}]
    if part.share.percent != 100:
        steps.append({"step": "share", "percent": str(part.share.percent), "amount": str(part.base)})
    return steps


def _flat(part: Part) -> Decimal:
    if part.rule.pays == Pays.PERCENT:
        return money(part.base * part.rule.rate / 100)
    return money(part.rule.rate * part.item.quantity * part.share.percent / 100)


def _log(
    part: Part, kind: Kind, amount: Decimal, base: Decimal, steps: list[dict[str, Any]], plan: PlanData, cause: Cause,
    month_on: date, at: datetime, *, by_tiers: bool = True,
) -> CommissionLog:  # fmt: skip
    log = CommissionLog(
        kind=kind,
        staff_id=part.share.staff_id,
        branch_id=cause.branch_id,
        plan_id=plan.id,
        month_on=month_on,
        business_on=cause.business_on,
        occurred_at=cause.occurred_at,
        event_id=cause.event_id,
        cause=part.item.reference,
        document=cause.document,
        title=part.item.title,
        base=base,
        amount=amount,
        by_tiers=by_tiers,
        steps=steps,
    )
    born(log, by=None, at=at)
    return log
