"""A price in parts: how it is agreed at the till ("courses.plan:3x30"), and what each part comes to. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from modules.courses.errors import PlanInvalid

PLAN = re.compile(r"courses\.plan:(\d{1,2})x(\d{1,3})")
MOST_PARTS = 24
LONGEST_DAYS = 92


@dataclass(frozen=True, slots=True)
class InstalmentPlan:
    """So many parts, so many days apart; the first with the sale."""

    parts: int
    every_days: int

    def amounts(self, price: Decimal) -> list[Decimal]:
        """Equal parts; the last takes the residue, so that all of them are the price to the satang."""
        share = (price / self.parts).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
        return [share] * (self.parts - 1) + [price - share * (self.parts - 1)]

    def due_days(self, start: date) -> list[date]:
        """When each part is due."""
        return [start + timedelta(days=self.every_days * place) for place in range(self.parts)]


def plan_named(pays: str) -> InstalmentPlan | None:
    """The plan that a line of a bill names; None when it names something else. Raises PlanInvalid."""
    found = PLAN.fullmatch(pays)
    if found is None:
        return None
    plan = InstalmentPlan(parts=int(found[1]), every_days=int(found[2]))
    if not 2 <= plan.parts <= MOST_PARTS or not 1 <= plan.every_days <= LONGEST_DAYS:
        raise PlanInvalid(parts=plan.parts, every_days=plan.every_days)
    return plan
