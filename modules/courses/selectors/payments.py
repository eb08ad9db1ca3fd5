"""What was paid for courses, bill by bill, and how much of each payment is not used yet.

A course that somebody else took over is still the one that was paid: its payments and its used sessions count along
the whole way from the first owner to the last.
"""

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
    """Courses that the line `source` paid (a part of) and of which something can be given back, as they are now.

    A course in instalments is over with the first of its bills that is refunded; the others are refunded after it.
    Of a transferred course whoever has it now is answered.
    """
    undone = CourseMovement.objects.filter(source=source, kind=MovementKind.UNPAID, balance=OuterRef("pk"))
    in_parts = CourseInstalment.objects.filter(balance=OuterRef("pk"))
    paid = UserCourseBalance.objects.filter(movements__source=source, movements__kind__in=PAYING)
    rows = paid.exclude(Exists(undone)).annotate(in_parts=Exists(in_parts)).order_by("pk").distinct()
    found = [(last_of(row), row.in_parts) for row in rows]
    return [row for row, parts in found if row.state in RUNNING or (row.state == BalanceState.REFUNDED and parts)]


def last_of(balance: UserCourseBalance) -> UserCourseBalance:
    """The course as whoever took it over last has it."""
    while balance.state == BalanceState.TRANSFERRED:
        balance = UserCourseBalance.objects.get(transferred_from=balance)
    return balance


def way_of(balance: UserCourseBalance) -> list[UserCourseBalance]:
    """The course and those it was before its transfers, the first owner's first."""
    way = [balance]
    while (before := way[0].transferred_from) is not None:
        way.insert(0, before)
    return way


def unused_of(balance: UserCourseBalance, allowances: Sequence[CourseAllowance], source: str) -> list[Paid]:
    """What of the payment by `source` is not used, by tax code: the used sessions use up the earliest payments."""
    return next((parts for movement, parts in unused_payments(balance, allowances) if movement.source == source), [])


def unused_payments(
    balance: UserCourseBalance, allowances: Sequence[CourseAllowance]
) -> list[tuple[CourseMovement, list[Paid]]]:
    """Every standing payment on the way of the course, with what of it is not used."""
    *before_it, _last = way = way_of(balance)
    earlier = CourseAllowance.objects.filter(balance__in=before_it) if before_it else ()
    used = _used([*earlier, *allowances])
    before: dict[str, Used] = defaultdict(Used)
    found = []
    for movement in (payment for each in way for payment in standing_payments(each)):
        mine = []
        for code, gross_text, net_text in movement.parts:
            gross, net = Decimal(gross_text), Decimal(net_text)
            gone = before[code]
            left_gross = gross - _between(used[code].gross - gone.gross, gross)
            left_net = net - _between(used[code].net - gone.net, net)
            before[code] = Used(gone.gross + gross, gone.net + net)
            vat = min(max(left_gross - left_net, ZERO), gross - net)  # what a satang of rounding leaves over is no VAT
            mine.append(Paid(tax_code=code, gross=left_net + vat, net=left_net, vat=vat))
        found.append((movement, [part for part in mine if part.gross]))
    return found


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
