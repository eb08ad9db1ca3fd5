"""Patients' courses and what is left of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet

from erp.kernel.documents.refusals import Missing
from modules.courses.data import AllowanceData, BalanceData
from modules.courses.models import CourseAllowance, UserCourseBalance
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.selectors.session_values import earned_so_far, session_value


def usable_balances(patient_id: int, *, on: date) -> QuerySet[UserCourseBalance]:
    """Active courses that are not over, the first to end first."""
    return (
        UserCourseBalance.objects.filter(patient=patient_id, state=BalanceState.ACTIVE, valid_until__gte=on)
        .prefetch_related("allowances")
        .order_by("valid_until", "id")
    )


def balances_of(patient_id: int) -> list[BalanceData]:
    """Every course of a patient, the newest first."""
    rows = UserCourseBalance.objects.filter(patient=patient_id).prefetch_related("allowances").order_by("-id")
    return [balance_data(row) for row in rows]


def balance_data(row: UserCourseBalance) -> BalanceData:
    return BalanceData(
        id=row.pk,
        number=row.number,
        patient_id=row.patient_id,
        title=row.title,
        title_th=row.title_th,
        state=row.state,
        valid_until=row.valid_until,
        allowances=[allowance_data(each) for each in sorted(row.allowances.all(), key=lambda each: each.pk)],
    )


def allowance_data(row: CourseAllowance) -> AllowanceData:
    following = min(row.used + 1, row.sold)
    return AllowanceData(
        id=row.pk,
        product_id=row.product_id,
        sold=row.sold,
        used=row.used,
        held=row.held,
        left=row.left,
        next_value=session_value(net=row.net, sold=row.sold, session_no=following),
    )


def locked_allowances(ids: Iterable[int]) -> dict[int, CourseAllowance]:
    """Allowances and their courses under row locks, in the order of the ids whatever the order asked."""
    rows = (
        CourseAllowance.objects.select_for_update(of=("self", "balance"))
        .select_related("balance")
        .filter(pk__in=set(ids))
        .order_by("pk")
    )
    return {row.pk: row for row in rows}


def locked_balance(pk: int) -> tuple[UserCourseBalance, list[CourseAllowance]]:
    """A course and its allowances under row locks, in the same order as everywhere. Raises Missing."""
    ids = CourseAllowance.objects.filter(balance=pk).values_list("pk", flat=True)
    allowances = list(locked_allowances(ids).values())
    balance = UserCourseBalance.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if balance is None:
        raise Missing(user_course_balance=pk)
    return balance, allowances


def owed(allowances: Iterable[CourseAllowance]) -> Decimal:
    """What the clinic still owes in treatments: paid, less what the used sessions earned."""
    rows = list(allowances)
    earned = earned_so_far(row.pk for row in rows)
    return sum((row.paid_net - earned.get(row.pk, Decimal("0.00")) for row in rows), Decimal("0.00"))


def open_allowances(patient_id: int, product_ids: Iterable[int], *, on: date) -> list[CourseAllowance]:
    """Where sessions of these treatments are left, the first to end first; nothing is locked yet."""
    return list(
        CourseAllowance.objects.filter(
            balance__patient=patient_id,
            balance__state=BalanceState.ACTIVE,
            balance__valid_until__gte=on,
            product__in=set(product_ids),
            sold__gt=F("used") + F("held"),
        )
        .select_related("balance")
        .order_by("balance__valid_until", "pk")
    )
