"""What the tills took by branch and business day, and what they took last."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from modules.sales.models import Order, OrderState, Refund, RefundState, Remittance

TAKINGS = "sales.takings"
REFUNDS = "sales.refunds"
REMITTANCES = "sales.remittances"
INCOMING = (Remittance.Kind.DEPOSIT, Remittance.Kind.COLLECTION)
COUNTED = (OrderState.PAID, OrderState.PARTLY_REFUNDED, OrderState.REFUNDED)


def takings_by_day(branch_ids: Sequence[int], *, from_on: date, to_on: date) -> dict[tuple[int, date], Decimal]:
    """Paid bills by branch and day; voids left out."""
    days = (
        Order.objects.filter(branch__in=branch_ids, business_on__range=(from_on, to_on), state__in=COUNTED)
        .values("branch_id", "business_on")
        .annotate(amount=Sum("total"))
        .order_by()
    )
    return {(row["branch_id"], row["business_on"]): row["amount"] for row in days if row["business_on"]}


def refunds_by_day(branch_ids: Sequence[int], *, from_on: date, to_on: date) -> dict[tuple[int, date], Decimal]:
    """What was paid back, by branch and the day it was paid back."""
    days = (
        Refund.objects.filter(branch__in=branch_ids, business_on__range=(from_on, to_on), state=RefundState.PAID)
        .values("branch_id", "business_on")
        .annotate(amount=Sum("total"))
        .order_by()
    )
    return {(row["branch_id"], row["business_on"]): row["amount"] for row in days if row["business_on"]}


def remittances_by_day(branch_ids: Sequence[int], *, from_on: date, to_on: date) -> dict[tuple[int, date], Decimal]:
    """Deposits and collections by branch and day; what was paid back of them is left out."""
    days = (
        Remittance.objects.filter(branch__in=branch_ids, business_on__range=(from_on, to_on), kind__in=INCOMING)
        .values("branch_id", "business_on")
        .annotate(sum=Sum("amount"))
        .order_by()
    )
    return {(row["branch_id"], row["business_on"]): row["sum"] for row in days}


def count_on(branch_ids: Sequence[int], *, on: date) -> int:
    """How many bills were paid on a day."""
    return Order.objects.filter(branch__in=branch_ids, business_on=on, state__in=COUNTED).count()


def latest_orders(branch_ids: Sequence[int], *, limit: int) -> "QuerySet[Order]":
    """Bills with a number, newest first."""
    return (
        Order.objects.filter(branch__in=branch_ids, paid_at__isnull=False)
        .select_related("paid_by")
        .order_by("-paid_at", "-pk")[:limit]
    )
