"""The ways a course pauses or ends without being used up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.events.publish import publish
from erp.kernel.machines.gate import fire
from erp.kernel.machines.models import TransitionLog
from modules.courses.errors import AlreadyUsed
from modules.courses.events import CourseExpired
from modules.courses.models import CourseAllowance, CourseHold, UserCourseBalance
from modules.courses.models.course_hold import HoldState
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.selectors.balances import locked_allowances
from modules.courses.selectors.session_values import earned_so_far
from modules.courses.services.hold_sessions import release_holds
from modules.ledger import public as ledger

GRACE = timedelta(days=30)


def freeze_balance(*, user_course_balance_id: int, by: User | None, at: datetime) -> UserCourseBalance:
    """Nothing is used meanwhile. Raises NotNow unless active, AlreadyUsed while a session is held."""
    balance, allowances = _locked(user_course_balance_id)
    if any(allowance.held for allowance in allowances):
        raise AlreadyUsed(remedy=_("Pay or cancel the visit that holds a session first."))
    fire(balance, "freeze", by=by, at=at)
    return balance


def unfreeze_balance(*, user_course_balance_id: int, by: User | None, at: datetime) -> UserCourseBalance:
    """It goes on. Raises NotNow unless frozen."""
    balance, _allowances = _locked(user_course_balance_id)
    fire(balance, "unfreeze", by=by, at=at)
    return balance


def expire_balance(*, user_course_balance_id: int, by: User | None, at: datetime) -> UserCourseBalance:
    """What is left is forfeited: course liability / breakage income. Held sessions are given back first."""
    balance, allowances = _locked(user_course_balance_id)
    held = CourseHold.objects.filter(allowance__in=allowances, state=HoldState.HELD)
    release_holds(hold_ids=held.values_list("pk", flat=True), by=by, at=at)
    fire(balance, "expire", by=by, at=at)
    forfeited = owed(allowances)
    if forfeited:
        _forfeit(balance, forfeited, by=by, at=at)
    publish(
        CourseExpired(
            balance_id=balance.pk,
            patient_id=balance.patient_id,
            branch_id=balance.branch_id,
            forfeited=forfeited,
            expired_at=at,
        )
    )
    return balance


def reinstate_balance(*, user_course_balance_id: int, by: User | None, at: datetime) -> UserCourseBalance:
    """Given back, for thirty days at least; the breakage income is reversed. Raises NotNow unless expired."""
    balance, allowances = _locked(user_course_balance_id)
    day = timezone.localdate(at)
    balance.valid_until = max(balance.valid_until, day + GRACE)
    fire(balance, "reinstate", by=by, at=at)
    if owed(allowances):
        source = _expiry_source(balance, _times_expired(balance))
        ledger.reverse_entry(source=source, reason=balance.number, on=day, by=by, at=at)
    return balance


def refund_balance(*, user_course_balance_id: int, by: User | None, at: datetime) -> UserCourseBalance:
    """The sale was undone before anything was used. Raises AlreadyUsed otherwise."""
    balance, allowances = _locked(user_course_balance_id)
    if any(allowance.used or allowance.held for allowance in allowances):
        raise AlreadyUsed(
            remedy=_("Return the used sessions first."),
            current={"reference": balance.reference, "state": balance.state},
        )
    fire(balance, "refund", by=by, at=at)
    return balance


def expire_due(*, on: date, at: datetime) -> int:
    """Expire every course whose last day has passed. How many."""
    due = UserCourseBalance.objects.filter(state=BalanceState.ACTIVE, valid_until__lt=on).order_by("pk")
    ids = list(due.values_list("pk", flat=True))
    for pk in ids:
        expire_balance(user_course_balance_id=pk, by=None, at=at)
    return len(ids)


def owed(allowances: Sequence[CourseAllowance]) -> Decimal:
    """What the clinic still owes in treatments."""
    earned = earned_so_far(row.pk for row in allowances)
    return sum((row.net - earned.get(row.pk, Decimal("0.00")) for row in allowances), Decimal("0.00"))


def _locked(pk: int) -> tuple[UserCourseBalance, list[CourseAllowance]]:
    """The course and its allowances, locked in the same order as everywhere."""
    ids = CourseAllowance.objects.filter(balance=pk).values_list("pk", flat=True)
    allowances = list(locked_allowances(ids).values())
    return UserCourseBalance.objects.select_for_update(of=("self",)).get(pk=pk), allowances


def _forfeit(balance: UserCourseBalance, amount: Decimal, *, by: User | None, at: datetime) -> None:
    ledger.post_entry(
        source=_expiry_source(balance, _times_expired(balance)),
        source_number=balance.number,
        journal="courses",
        on=timezone.localdate(at),
        branch_id=balance.branch_id,
        lines=[
            ledger.LineIn(ledger.account_for("course_liability"), debit=amount),
            ledger.LineIn(ledger.account_for("breakage"), credit=amount),
        ],
        memo=balance.number,
        by=by,
        at=at,
    )


def _times_expired(balance: UserCourseBalance) -> int:
    """How often this course was expired: each time is an entry of its own."""
    return TransitionLog.objects.filter(noun="courses.user_course_balance", record_id=balance.pk, verb="expire").count()


def _expiry_source(balance: UserCourseBalance, nth: int) -> str:
    return f"{balance.reference}/expiry/{nth}"
