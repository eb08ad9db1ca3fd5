"""Give sessions back, because what they paid for was undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from erp.kernel.access.models import User
from erp.kernel.events.publish import publish
from erp.kernel.machines.gate import fire
from modules.courses.errors import NothingToReturn
from modules.courses.events import SessionReturned
from modules.courses.models import CourseAllowance, CourseHold, Redemption, RedemptionReturn, UserCourseBalance
from modules.courses.models.course_hold import HoldState
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.selectors.balances import locked_allowances
from modules.courses.services.redeem_sessions import Use, entry_source, redeem
from modules.ledger import public as ledger

RUNNING = (BalanceState.ACTIVE, BalanceState.FROZEN, BalanceState.EXHAUSTED)


def return_some_sessions(
    *,
    sessions: Mapping[str, int],
    document: str,
    number: str,
    reason: str,
    branch_id: int,
    on: date,
    by: User | None,
    at: datetime,
) -> list[Redemption]:
    """Return so many sessions of each line (source → sessions), the last used first, in an entry of `document`'s own.

    Of units used together the whole deduction is returned, and what stays used is deducted again. Course revenue /
    course liability, where the course was sold. Raises NothingToReturn when fewer were used.
    """
    found: list[Redemption] = []
    again: list[tuple[Redemption, int]] = []
    for source, count in sorted(sessions.items()):
        taken, rest = _last_of(_used([source]), count, source=source)
        found += taken
        again += [(taken[-1], rest)] if rest else []
    _refuse_if_over(found)
    allowances = _give_back(found, reason=reason, on=on, at=at, hold_again=False)
    owed: dict[int, Decimal] = defaultdict(lambda: Decimal("0.00"))
    for redemption in found:
        owed[redemption.allowance.balance.branch_id] += redemption.value
    for redemption, rest in again:
        kept = _deduct_again(redemption, allowances[redemption.allowance_id], rest, on=on, at=at)
        owed[redemption.allowance.balance.branch_id] -= kept.value
    lines = [
        ledger.LineIn(ledger.account_for("course_liability"), credit=amount, branch_id=branch)
        for branch, amount in sorted(owed.items())
        if amount
    ]
    if lines:
        earned = sum((line.credit for line in lines), Decimal("0.00"))
        ledger.post_entry(
            source=entry_source(document),
            source_number=number,
            journal="courses",
            on=on,
            branch_id=branch_id,
            lines=[ledger.LineIn(ledger.account_for("course_revenue"), debit=earned), *lines],
            memo=number,
            by=by,
            at=at,
        )
    return found


def return_sessions(
    *, sources: Sequence[str], document: str, reason: str, on: date, by: User | None, at: datetime
) -> list[Redemption]:
    """Return every session used for these lines and reverse what it earned. Said twice, it changes nothing.

    Raises NothingToReturn when a course is over: what was left of it is forfeited or paid back already.
    """
    redemptions = _used(sources)
    if not redemptions:
        return []
    _refuse_if_over(redemptions)
    _give_back(redemptions, reason=reason, on=on, at=at, hold_again=True)
    if sum((each.value for each in redemptions), Decimal("0.00")):
        ledger.reverse_entry(source=entry_source(document), reason=reason, on=on, by=by, at=at)
    return redemptions


def _refuse_if_over(redemptions: Sequence[Redemption]) -> None:
    over = [each.allowance.balance.state for each in redemptions if each.allowance.balance.state not in RUNNING]
    if over:
        raise NothingToReturn(state=over[0])


def _used(sources: Sequence[str]) -> list[Redemption]:
    """Sessions used for these lines and not returned, the last first."""
    rows = Redemption.objects.filter(source__in=sources, returned__isnull=True)
    return list(rows.select_related("allowance__balance").order_by("allowance", "-nth"))


def _last_of(used: Sequence[Redemption], count: int, *, source: str) -> tuple[list[Redemption], int]:
    """The last deductions that hold `count` sessions, and how many more they hold than that."""
    taken: list[Redemption] = []
    for redemption in used:
        if sum(each.sessions for each in taken) >= count:
            break
        taken.append(redemption)
    found = sum(each.sessions for each in taken)
    if found < count:
        raise NothingToReturn(source=source, used=found)
    return taken, found - count


def _deduct_again(
    redemption: Redemption, allowance: CourseAllowance, units: int, *, on: date, at: datetime
) -> Redemption:
    """Units of a returned deduction that stay used: by the same person, at the same branch."""
    return redeem(
        allowance,
        Use(
            source=redemption.source,
            sessions=units,
            allowance_id=allowance.pk,
            performed_by_id=redemption.performed_by_id,
        ),
        redemption.hold,
        count=units,
        branch_id=redemption.branch_id,
        on=on,
        at=at,
        signature=redemption.signature,
    )


def _give_back(
    redemptions: Sequence[Redemption], *, reason: str, on: date, at: datetime, hold_again: bool
) -> dict[int, CourseAllowance]:
    allowances = locked_allowances(each.allowance_id for each in redemptions)
    for redemption in redemptions:
        RedemptionReturn.objects.create(redemption=redemption, reason=reason, returned_at=at, business_on=on)
        allowance = allowances[redemption.allowance_id]
        allowance.used -= redemption.sessions
        allowance.save()
        _announce(redemption, allowance, on=on, at=at)
    if hold_again:
        _hold_again([each.hold_id for each in redemptions if each.hold_id is not None], allowances, at=at)
    balances = {allowance.balance_id for allowance in allowances.values()}
    for balance in UserCourseBalance.objects.filter(pk__in=balances, state=BalanceState.EXHAUSTED).order_by("pk"):
        fire(balance, "reopen", by=None, at=at)
    return allowances


def _hold_again(hold_ids: Sequence[int], allowances: Mapping[int, CourseAllowance], *, at: datetime) -> None:
    """A visit whose payment was undone keeps its session, so that it can be paid again."""
    held = CourseHold.objects.select_for_update(of=("self",)).filter(pk__in=set(hold_ids), state=HoldState.REDEEMED)
    for hold in held.order_by("pk"):
        fire(hold, "restore", by=None, at=at)
        allowance = allowances[hold.allowance_id]
        allowance.held += hold.sessions
        allowance.save()


def _announce(redemption: Redemption, allowance: CourseAllowance, *, on: date, at: datetime) -> None:
    publish(
        SessionReturned(
            redemption_id=redemption.pk,
            balance_id=allowance.balance_id,
            branch_id=redemption.branch_id,
            product_id=allowance.product_id,
            value=redemption.value,
            performed_by_staff_id=redemption.performed_by_id,
            source=redemption.source,
            business_on=on,
            returned_at=at,
        )
    )
