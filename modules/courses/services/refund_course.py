"""Refund courses that a line sold: what was paid less the sessions used at the contract's unit price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from erp.kernel.machines.gate import fire
from erp.kernel.money.rounding import money
from modules.courses.errors import AlreadyUsed, UsedMeanwhile
from modules.courses.models import CourseAllowance, UserCourseBalance
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.selectors.balances import locked_allowances
from modules.courses.selectors.session_values import earned_so_far
from modules.courses.services.sell_course import Paid

ZERO = Decimal("0.00")
RUNNING = (BalanceState.ACTIVE, BalanceState.FROZEN)


def unused_parts(*, source: str) -> list[Paid]:
    """What of the courses sold by `source` is not used, by tax code; nothing of those that are over."""
    return _parts(_allowances(source))


def refund_course(*, source: str, parts: Sequence[Paid], at: datetime) -> list[UserCourseBalance]:
    """End the courses that `source` sold. Whoever pays the money back posts the liability.

    Raises AlreadyUsed while a session is held, UsedMeanwhile when not exactly `parts` are unused.
    """
    allowances = list(locked_allowances(row.pk for row in _allowances(source)).values())
    if any(row.held for row in allowances):
        raise AlreadyUsed(remedy=_("Pay or cancel the visit that holds a session first."))
    if sorted(_parts(allowances), key=_code) != sorted(parts, key=_code):
        raise UsedMeanwhile(remedy=_("Withdraw the refund and ask for it again."))
    balances = UserCourseBalance.objects.filter(pk__in={row.balance_id for row in allowances}).order_by("pk")
    ended = list(balances)
    for balance in ended:
        fire(balance, "refund", by=None, at=at)
    return ended


def _allowances(source: str) -> list[CourseAllowance]:
    rows = CourseAllowance.objects.filter(balance__sold_by=source, balance__state__in=RUNNING)
    return list(rows.order_by("pk"))


def _parts(allowances: Iterable[CourseAllowance]) -> list[Paid]:
    rows = list(allowances)
    earned = earned_so_far(row.pk for row in rows)
    found: dict[str, Paid] = {}
    for row in rows:
        net = row.net - earned.get(row.pk, ZERO)
        unit = money(row.gross / row.sold)
        gross = ZERO if row.used == row.sold else row.gross - unit * row.used
        vat = min(max(gross - net, ZERO), row.vat)  # what a satang of rounding leaves over is no VAT
        before = found.get(row.tax_code, Paid(tax_code=row.tax_code, gross=ZERO, net=ZERO, vat=ZERO))
        found[row.tax_code] = Paid(
            tax_code=row.tax_code,
            gross=before.gross + net + vat,
            net=before.net + net,
            vat=before.vat + vat,
        )
    return [part for part in found.values() if part.gross]


def _code(part: Paid) -> str:
    return part.tax_code
