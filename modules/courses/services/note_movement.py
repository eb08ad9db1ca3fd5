"""Write down what happened to a course, for its page and for the sub-ledger of what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from erp.kernel.access.models import User
from modules.courses.models import CourseMovement, UserCourseBalance

ZERO = Decimal("0.00")


def note_movement(
    balance: UserCourseBalance,
    kind: str,
    *,
    on: date,
    by: User | None,
    at: datetime,
    value: Decimal = ZERO,
    amount: Decimal = ZERO,
    parts: Sequence[Sequence[str]] = (),
    days: int | None = None,
    source: str = "",
    note: str = "",
) -> CourseMovement:
    """Insert one row. `value` is signed: by how much more is owed in treatments."""
    return CourseMovement.objects.create(
        balance=balance,
        kind=kind,
        value=value,
        amount=amount,
        parts=[list(part) for part in parts],
        days=days,
        source=source,
        note=note,
        business_on=on,
        moved_at=at,
        moved_by=by,
    )
