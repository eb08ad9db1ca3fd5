"""Seed: the plan that a clinic starts with: above 100,000.00 a month 10 % on all, else 5 %."""

from datetime import date
from decimal import Decimal

from modules.commissions.models import CommissionPlan, CommissionRule, CommissionTier


def load() -> None:
    """Bring the plan in; run again, it changes nothing."""
    plan, made = CommissionPlan.objects.get_or_create(
        code="standard",
        edition=1,
        defaults={
            "title": "Standard plan",
            "title_th": "แผนมาตรฐาน",
            "mode": CommissionPlan.Mode.WHOLE,
            "valid_on": date(2020, 1, 1),
        },
    )
    if not made:
        return
    for above, percent in (("0.00", "5.00"), ("100000.00", "10.00")):
        CommissionTier.objects.create(plan=plan, above=Decimal(above), percent=Decimal(percent))
    CommissionRule.objects.create(plan=plan, level="class", matches="none", pays="nothing")
