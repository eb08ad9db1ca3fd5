"""A course pauses, goes on, or lasts longer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.machines.gate import current, fire
from erp.kernel.realtime.announce import announce
from modules.courses.errors import AlreadyUsed, NotThatState, TooLong
from modules.courses.models import CourseMovement, UserCourseBalance
from modules.courses.models.course_movement import MovementKind
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.selectors.balances import locked_balance
from modules.courses.selectors.settings import settings_of_courses
from modules.courses.services.note_movement import note_movement

RUNNING = (BalanceState.ACTIVE, BalanceState.FROZEN)


def freeze_balance(
    *, user_course_balance_id: int, reason: str = "", by: User | None, at: datetime
) -> UserCourseBalance:
    """Nothing is held or used meanwhile. Raises NotNow unless active, AlreadyUsed while a session is held."""
    balance, allowances = locked_balance(user_course_balance_id)
    if any(allowance.held for allowance in allowances):
        raise AlreadyUsed(remedy=_("Pay or cancel the visit that holds a session first."))
    day = timezone.localdate(at)
    fire(balance, "freeze", by=by, at=at, on=day)
    note_movement(balance, MovementKind.FROZEN, note=reason, on=day, by=by, at=at)
    _tell(balance)
    return balance


def unfreeze_balance(*, user_course_balance_id: int, by: User | None, at: datetime) -> UserCourseBalance:
    """It goes on, and lasts longer by the days it was frozen. Raises NotNow unless frozen."""
    balance, _allowances = locked_balance(user_course_balance_id)
    day = timezone.localdate(at)
    days = max((day - balance.frozen_on).days, 0) if balance.frozen_on is not None else 0
    balance.valid_until += timedelta(days=days)
    fire(balance, "unfreeze", by=by, at=at)
    note_movement(balance, MovementKind.UNFROZEN, days=days, on=day, by=by, at=at)
    _tell(balance)
    return balance


def extend_balance(
    *, user_course_balance_id: int, days: int, reason: str, by: User | None, at: datetime
) -> UserCourseBalance:
    """It lasts `days` longer. Raises TooLong beyond what needs no approval, NotThatState when it is over."""
    balance, _allowances = locked_balance(user_course_balance_id)
    limit = settings_of_courses().extension_days
    granted = days_granted(balance)
    if granted + days > limit:
        raise TooLong(
            limit_days=limit,
            granted_days=granted,
            remedy=_("Ask for the extension: somebody else decides about it in the inbox."),
        )
    return lengthen(balance, days=days, reason=reason, by=by, at=at)


def lengthen(
    balance: UserCourseBalance, *, days: int, reason: str, by: User | None, at: datetime, source: str = ""
) -> UserCourseBalance:
    """Move the last day. The caller holds the course's lock and has seen to the limit. Raises NotThatState."""
    if balance.state not in RUNNING:
        raise NotThatState(current=current(balance, by))
    balance.valid_until += timedelta(days=days)
    balance.save()
    note_movement(
        balance,
        MovementKind.EXTENDED,
        days=days,
        note=reason,
        source=source,
        on=timezone.localdate(at),
        by=by,
        at=at,
    )
    _tell(balance)
    return balance


def days_granted(balance: UserCourseBalance) -> int:
    """By how many days it was extended without approval, all together: many short extensions are a long one."""
    alone = CourseMovement.objects.filter(balance=balance, kind=MovementKind.EXTENDED, source="")
    return int(alone.aggregate(days=Sum("days"))["days"] or 0)


def _tell(balance: UserCourseBalance) -> None:
    announce("courses.user_course_balance", balance.pk, balance.version, branch_id=balance.branch_id)
