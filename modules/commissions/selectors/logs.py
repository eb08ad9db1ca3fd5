"""Reads of what was earned."""

from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum

from modules.commissions.models import CommissionLog

ZERO = Decimal("0.00")


def tier_base(*, staff_id: int, plan_id: int, month_on: date) -> Decimal:
    """Σ base of a person's month that the tiers count. Call it under the month's lock."""
    rows = CommissionLog.objects.filter(staff_id=staff_id, plan_id=plan_id, month_on=month_on, by_tiers=True)
    return rows.aggregate(total=Sum("base"))["total"] or ZERO


def amount_of_month(*, staff_id: int, month_on: date) -> Decimal:
    """Everything a person has earned in the calendar month of `month_on`."""
    rows = CommissionLog.objects.filter(staff_id=staff_id, month_on=month_on.replace(day=1))
    return rows.aggregate(total=Sum("amount"))["total"] or ZERO


def accrued_between(*, branch_ids: list[int], since: date, until: date) -> dict[tuple[int, date], Decimal]:
    """Commission by branch and business day."""
    rows = CommissionLog.objects.filter(branch_id__in=branch_ids, business_on__range=(since, until))
    grouped = rows.values("branch_id", "business_on").annotate(total=Sum("amount"), n=Count("pk"))
    return {(row["branch_id"], row["business_on"]): row["total"] for row in grouped}
