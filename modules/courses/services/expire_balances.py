"""Courses whose last day has passed: what is left is forfeited. Many at once, by set-based statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from erp.kernel.access.models import User
from erp.kernel.events.publish import publish_all
from erp.kernel.machines.gate import fire
from erp.kernel.realtime.announce import changed
from modules.courses.errors import NotThatState
from modules.courses.events import CourseExpired
from modules.courses.models import CourseHold, CourseMovement, UserCourseBalance
from modules.courses.models.course_hold import HoldState
from modules.courses.models.course_movement import MovementKind
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.selectors.balances import locked_balance, owed
from modules.courses.services.hold_sessions import release_holds
from modules.courses.services.note_movement import note_movement
from modules.ledger import public as ledger

BATCH: Final = 1000
ZERO = Decimal("0.00")

# Locked like everywhere: allowances by id, then their courses; who is held or used at this moment is met tomorrow.
_LOCK = """
SELECT a.id FROM courses_courseallowance a JOIN courses_usercoursebalance b ON b.id = a.balance_id
 WHERE b.id = ANY(%(ids)s) ORDER BY a.id FOR UPDATE
"""
_DUE = """
SELECT b.id FROM courses_usercoursebalance b
 WHERE b.state = 'active' AND b.valid_until < %(on)s
   AND NOT EXISTS (SELECT FROM courses_courseallowance a WHERE a.balance_id = b.id AND a.held > 0)
 ORDER BY b.id LIMIT %(most)s
"""
# The states move past the machine's `fire`, but not past its table: the database's trigger checks each pair.
_EXPIRE = """
WITH moved AS (
  UPDATE courses_usercoursebalance b SET state = 'expired'
   WHERE b.id = ANY(%(ids)s) AND b.state = 'active' AND b.valid_until < %(on)s
     AND NOT EXISTS (SELECT FROM courses_courseallowance a WHERE a.balance_id = b.id AND a.held > 0)
  RETURNING b.id, b.version, b.patient_id, b.branch_id
), logged AS (
  INSERT INTO machines_transitionlog (noun, record_id, verb, source, target, at)
  SELECT 'courses.user_course_balance', id, 'expire', 'active', 'expired', %(at)s FROM moved
), worth AS (
  SELECT m.id, coalesce(sum(a.paid_net), 0) - coalesce((
           SELECT sum(r.value) FROM courses_redemption r JOIN courses_courseallowance mine ON mine.id = r.allowance_id
             LEFT JOIN courses_redemptionreturn back ON back.redemption_id = r.id
            WHERE mine.balance_id = m.id AND back.id IS NULL), 0) AS owed
    FROM moved m JOIN courses_courseallowance a ON a.balance_id = m.id GROUP BY m.id
), noted AS (
  INSERT INTO courses_coursemovement
         (balance_id, kind, value, amount, parts, source, note, business_on, moved_at)
  SELECT id, 'expired', -owed, 0, '[]', %(source)s, '', %(day)s, %(at)s FROM worth
)
SELECT m.id, m.version, m.patient_id, m.branch_id, w.owed FROM moved m JOIN worth w ON w.id = m.id ORDER BY m.id
"""


@dataclass(frozen=True, slots=True)
class _Expired:
    id: int
    version: int
    patient_id: int
    branch_id: int
    owed: Decimal


def expire_due(*, on: date, at: datetime) -> int:
    """Expire every active course whose last day is before `on` and that no visit holds. How many.

    One entry a branch and batch: course liability / breakage income. Run again, it finds nothing to do.
    """
    total = 0
    while ids := _due(on):
        expired = _expire(ids, on=on, at=at)
        total += len(expired)
        if not expired:
            break
    return total


def expire_balance(*, user_course_balance_id: int, by: User | None, at: datetime) -> UserCourseBalance:
    """End one course now, whatever its last day: what is left is forfeited. Held sessions are given back first."""
    balance, allowances = locked_balance(user_course_balance_id)
    held = CourseHold.objects.filter(allowance__in=allowances, state=HoldState.HELD)
    release_holds(hold_ids=held.values_list("pk", flat=True), by=by, at=at)
    fire(balance, "expire", by=by, at=at)
    forfeited, day = owed(allowances), timezone.localdate(at)
    moved = note_movement(balance, MovementKind.EXPIRED, value=-forfeited, on=day, by=by, at=at)
    if forfeited:
        _forfeit(moved.reference, balance.number, {balance.branch_id: forfeited}, on=day, by=by, at=at)
    row = _Expired(balance.pk, balance.version, balance.patient_id, balance.branch_id, forfeited)
    _tell([row], at=at)
    return balance


def reinstate(
    balance: UserCourseBalance, *, until: date, reason: str, source: str, by: User | None, at: datetime
) -> UserCourseBalance:
    """Given back, valid until `until` at least; exactly what it forfeited is owed again. The caller holds its lock.

    Raises NotThatState unless it is expired.
    """
    if balance.state != BalanceState.EXPIRED:
        raise NotThatState(current={"reference": balance.reference, "state": balance.state})
    day = timezone.localdate(at)
    balance.valid_until = max(balance.valid_until, until)
    fire(balance, "reinstate", by=None, at=at)
    last = CourseMovement.objects.filter(balance=balance, kind=MovementKind.EXPIRED).order_by("-pk").first()
    value = -last.value if last is not None else ZERO
    moved = note_movement(
        balance, MovementKind.REINSTATED, value=value, note=reason, source=source, on=day, by=by, at=at
    )
    if value:
        ledger.post_entry(
            source=moved.reference,
            source_number=balance.number,
            journal="courses",
            on=day,
            branch_id=balance.branch_id,
            lines=[
                ledger.LineIn(ledger.account_for("breakage"), debit=value),
                ledger.LineIn(ledger.account_for("course_liability"), credit=value),
            ],
            memo=balance.number,
            by=by,
            at=at,
        )
    publish_all([changed("courses.user_course_balance", balance.pk, balance.version, branch_id=balance.branch_id)])
    return balance


def _due(on: date) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"on": on, "most": BATCH})
        return [pk for (pk,) in cursor.fetchall()]


def _expire(ids: Sequence[int], *, on: date, at: datetime) -> list[_Expired]:
    day = timezone.localdate(at)
    source = f"courses.expiry:{at:%Y%m%d%H%M%S}-{ids[0]}"
    values: dict[str, Any] = {"ids": list(ids), "on": on, "at": at, "day": day, "source": source}
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, values)
        cursor.execute(_EXPIRE, values)
        expired = [_Expired(*row) for row in cursor.fetchall()]
    by_branch: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for row in expired:
        by_branch[row.branch_id] += row.owed
    forfeited = {branch: amount for branch, amount in sorted(by_branch.items()) if amount}
    if forfeited:
        _forfeit(source, "", forfeited, on=day, by=None, at=at)
    _tell(expired, at=at)
    return expired


def _forfeit(
    source: str, number: str, by_branch: dict[int, Decimal], *, on: date, by: User | None, at: datetime
) -> None:
    """Course liability / breakage income, each branch's own."""
    liability, breakage = ledger.account_for("course_liability"), ledger.account_for("breakage")
    ledger.post_entry(
        source=source,
        source_number=number,
        journal="courses",
        on=on,
        branch_id=next(iter(by_branch)),
        lines=[
            line
            for branch, amount in by_branch.items()
            for line in (
                ledger.LineIn(liability, debit=amount, branch_id=branch),
                ledger.LineIn(breakage, credit=amount, branch_id=branch),
            )
        ],
        memo=number,
        by=by,
        at=at,
    )


def _tell(expired: Sequence[_Expired], *, at: datetime) -> None:
    publish_all(
        [
            fact
            for row in expired
            for fact in (
                CourseExpired(
                    balance_id=row.id,
                    patient_id=row.patient_id,
                    branch_id=row.branch_id,
                    forfeited=row.owed,
                    expired_at=at,
                ),
                changed("courses.user_course_balance", row.id, row.version, branch_id=row.branch_id),
            )
        ]
    )
