"""An instalment paid by a line of a bill, and the payment undone when the bill is voided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal

from erp.kernel.access.models import User
from erp.kernel.money.rounding import spread
from erp.kernel.realtime.announce import announce
from modules.courses.data import Paid
from modules.courses.errors import AlreadyUsed, InstalmentNotDue
from modules.courses.models import CourseAllowance, CourseInstalment, UserCourseBalance
from modules.courses.models.course_movement import MovementKind
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.selectors.balances import locked_balance
from modules.courses.selectors.payments import parts_written
from modules.courses.selectors.session_values import contract_value, earned_so_far
from modules.courses.services.note_movement import note_movement

ZERO = Decimal("0.00")
RUNNING = (BalanceState.ACTIVE, BalanceState.FROZEN)


def pay_instalment(
    *, instalment_id: int, parts: Sequence[Paid], source: str, on: date, by: User | None, at: datetime
) -> CourseInstalment:
    """It is paid: more of the course can be used. Whoever took the money posts liability and VAT.

    Raises InstalmentNotDue when it is paid, when an earlier one is not, or when the course is over.
    """
    balance, allowances = locked_balance(
        CourseInstalment.objects.values_list("balance", flat=True).get(pk=instalment_id)
    )
    instalment = CourseInstalment.objects.select_for_update(of=("self",)).get(pk=instalment_id)
    refuse_unless_due(instalment, balance)
    allot(allowances, parts)
    for allowance in allowances:
        allowance.save()
    instalment.paid_by, instalment.paid_on = source, on
    instalment.save()
    _note(balance, MovementKind.PAID, parts, instalment, sign=1, source=source, on=on, by=by, at=at)
    return instalment


def undo_instalment(
    *, instalment_id: int, parts: Sequence[Paid], on: date, by: User | None, at: datetime, note: str = ""
) -> CourseInstalment:
    """The bill that paid it was voided: it is due again. Raises AlreadyUsed when it is used, or a later one is paid."""
    balance, allowances = locked_balance(
        CourseInstalment.objects.values_list("balance", flat=True).get(pk=instalment_id)
    )
    instalment = CourseInstalment.objects.select_for_update(of=("self",)).get(pk=instalment_id)
    later = CourseInstalment.objects.filter(balance=balance, no__gt=instalment.no).exclude(paid_by="")
    if balance.state not in RUNNING or later.exists():
        raise AlreadyUsed(current={"reference": balance.reference, "state": balance.state})
    _take_off(balance, allowances, parts)
    source, instalment.paid_by, instalment.paid_on = instalment.paid_by, "", None
    instalment.save()
    _note(balance, MovementKind.UNPAID, parts, instalment, sign=-1, source=source, on=on, by=by, at=at, note=note)
    return instalment


def refuse_unless_due(instalment: CourseInstalment, balance: UserCourseBalance) -> None:
    """Raise InstalmentNotDue unless it is the next unpaid one of a running course."""
    earlier = CourseInstalment.objects.filter(balance=balance, no__lt=instalment.no, paid_by="")
    if instalment.paid_by or balance.state not in RUNNING or earlier.exists():
        raise InstalmentNotDue(
            current={"reference": balance.reference, "state": balance.state, "paid_on": str(instalment.paid_on or "")}
        )


def allot(allowances: Sequence[CourseAllowance], parts: Sequence[Paid]) -> None:
    """Add a payment to the treatments: within each tax code by what is still to be paid. Nothing is saved here."""
    for part in parts:
        rows = _of_code(allowances, part.tax_code)
        weights = [row.gross - row.paid_gross for row in rows]
        for row, gross, net in zip(rows, spread(part.gross, weights), spread(part.net, weights), strict=True):
            row.paid_gross += gross
            row.paid_net += net


def _take_off(balance: UserCourseBalance, allowances: Sequence[CourseAllowance], parts: Sequence[Paid]) -> None:
    earned = earned_so_far(row.pk for row in allowances)

    def free_gross(row: CourseAllowance) -> Decimal:
        return row.paid_gross - contract_value(gross=row.gross, sold=row.sold, used=row.used)

    def free_net(row: CourseAllowance) -> Decimal:
        return row.paid_net - earned.get(row.pk, ZERO)

    for part in parts:
        rows = _of_code(allowances, part.tax_code)
        grosses = _split(balance, rows, part.gross, free_gross)
        nets = _split(balance, rows, part.net, free_net)
        for row, gross, net in zip(rows, grosses, nets, strict=True):
            row.paid_gross -= gross
            row.paid_net -= net
    for row in allowances:
        row.save()


def _split(
    balance: UserCourseBalance,
    rows: Sequence[CourseAllowance],
    amount: Decimal,
    free: Callable[[CourseAllowance], Decimal],
) -> list[Decimal]:
    weights = [max(free(row), ZERO) for row in rows]
    if amount > sum(weights, ZERO):
        raise AlreadyUsed(current={"reference": balance.reference, "state": balance.state})
    return spread(amount, weights)


def _of_code(allowances: Sequence[CourseAllowance], code: str) -> list[CourseAllowance]:
    return [row for row in allowances if row.tax_code == code] or list(allowances)


def _note(
    balance: UserCourseBalance,
    kind: str,
    parts: Sequence[Paid],
    instalment: CourseInstalment,
    *,
    sign: int,
    source: str,
    on: date,
    by: User | None,
    at: datetime,
    note: str = "",
) -> None:
    count = CourseInstalment.objects.filter(balance=balance).count()
    note_movement(
        balance,
        kind,
        value=sign * sum((part.net for part in parts), ZERO),
        amount=sign * sum((part.gross for part in parts), ZERO),
        parts=parts_written(parts),
        source=source,
        note=note or f"{instalment.no}/{count}",
        on=on,
        by=by,
        at=at,
    )
    announce("courses.user_course_balance", balance.pk, balance.version, branch_id=balance.branch_id)
