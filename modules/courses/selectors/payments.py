"""What was paid for courses, bill by bill, and how much of each payment is not used yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef

from modules.courses.data import Paid
from modules.courses.models import CourseAllowance, CourseInstalment, CourseMovement, UserCourseBalance
from modules.courses.models.course_movement import MovementKind
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.selectors.session_values import contract_value, earned_so_far

ZERO = Decimal("0.00")
PAYING = (MovementKind.SOLD, MovementKind.PAID)
RUNNING = (BalanceState.ACTIVE, BalanceState.FROZEN)


@dataclass(frozen=True, slots=True)
class Used:
    """What the used sessions come to: by contract, and as it was earned."""

    gross: Decimal = ZERO
    net: Decimal = ZERO


def refundable_balances(source: str) -> list[UserCourseBalance]:
    """Courses that the line `source` paid (a part of) and of which something can be given back.

    A course in instalments is over with the first of its bills that is refunded; the others are refunded after it.
    """
    undone = CourseMovement.objects.filter(source=source, kind=MovementKind.UNPAID, balance=OuterRef("pk"))
    in_parts = CourseInstalment.objects.filter(balance=OuterRef("pk"))
    paid = UserCourseBalance.objects.filter(movements__source=source, movements__kind__in=PAYING)
    rows = paid.exclude(Exists(undone)).annotate(in_parts=Exists(in_parts)).order_by("pk").distinct()
    return [row for row in rows if row.state in RUNNING or (row.state == BalanceState.REFUNDED and row.in_parts)]


def unused_of(balance: UserCourseBalance, allowances: Sequence[CourseAllowance], source: str) -> list[Paid]:
    """What of the payment by `source` is not used, by tax code: the used sessions use up the earliest payments."""
    used = _used(allowances)
    before: dict[str, Used] = defaultdict(Used)
    for movement in standing_payments(balance):
        mine = []
        for code, gross_text, net_text in movement.parts:
            gross, net = Decimal(gross_text), Decimal(net_text)
            gone = before[code]
            left_gross = gross - _between(used[code].gross - gone.gross, gross)
            left_net = net - _between(used[code].net - gone.net, net)
            before[code] = Used(gone.gross + gross, gone.net + net)
            vat = min(max(left_gross - left_net, ZERO), gross - net)  # what a satang of rounding leaves over is no VAT
            mine.append(Paid(tax_code=code, gross=left_net + vat, net=left_net, vat=vat))
        if movement.source == source:
            return [part for part in mine if part.gross]
    return []


def standing_payments(balance: UserCourseBalance) -> list[CourseMovement]:
    """The payments of a course that were not undone, the earliest first."""
    rows = list(CourseMovement.objects.filter(balance=balance, kind__in=[*PAYING, MovementKind.UNPAID]).order_by("pk"))
    undone = {row.source for row in rows if row.kind == MovementKind.UNPAID}
    return [row for row in rows if row.kind in PAYING and row.source not in undone]


def parts_written(parts: Iterable[Paid]) -> list[list[str]]:
    """Parts as a movement keeps them."""
    return [[part.tax_code, str(part.gross), str(part.net)] for part in parts]


def _used(allowances: Sequence[CourseAllowance]) -> dict[str, Used]:
    earned = earned_so_far(row.pk for row in allowances)
    found: dict[str, Used] = defaultdict(Used)
    for row in allowances:
        worth = contract_value(gross=row.gross, sold=row.sold, used=row.used)
        before = found[row.tax_code]
        found[row.tax_code] = Used(before.gross + worth, before.net + earned.get(row.pk, ZERO))
    return found


def _between(amount: Decimal, most: Decimal) -> Decimal:
    return min(max(amount, ZERO), most)
