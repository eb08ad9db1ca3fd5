"""Which plan holds on a day, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from erp.kernel.bulk.remembered import remembered
from modules.commissions.errors import NoPlan
from modules.commissions.models import CommissionPlan, CommissionRule

LEVELS = ("product", "class", "role", "person")


@dataclass(frozen=True, kw_only=True)
class RuleData:
    """What a match pays."""

    pays: str
    rate: Decimal
    because: str


BY_TIERS = RuleData(pays=CommissionRule.Pays.TIERS, rate=Decimal(0), because="")


@dataclass(frozen=True, kw_only=True)
class PlanData:
    """An edition with its tiers (ascending) and rules by (level, match)."""

    id: int
    title: str
    mode: str
    tiers: tuple[tuple[Decimal, Decimal], ...]  # (above, percent)
    rules: Mapping[tuple[str, str], RuleData]

    def rule_for(self, *, product: str, commission_class: str, role: str, staff_id: int) -> RuleData:
        """The first match, most specific level first; without one the tiers pay."""
        keys = zip(LEVELS, (product, commission_class, role, str(staff_id)), strict=True)
        return next((self.rules[key] for key in keys if key in self.rules), BY_TIERS)


@remembered
def plan_on(on: date) -> PlanData:
    """The edition valid on a day. Raises NoPlan."""
    plan = CommissionPlan.objects.filter(valid_on__lte=on).order_by("-valid_on", "-edition").first()
    if plan is None:
        raise NoPlan(day=on.isoformat())
    return plan_data(plan)


def plan_data(plan: CommissionPlan) -> PlanData:
    """A plan's edition as plain values."""
    return PlanData(
        id=plan.pk,
        title=str(plan),
        mode=plan.mode,
        tiers=tuple((tier.above, tier.percent) for tier in plan.tiers.order_by("above")),
        rules={
            (rule.level, rule.matches): RuleData(pays=rule.pays, rate=rule.rate, because=f"{rule.level} {rule.matches}")
            for rule in plan.rules.all()
        },
    )
