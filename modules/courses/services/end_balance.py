"""A sale undone before anything was used."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.machines.gate import fire
from modules.courses.errors import AlreadyUsed
from modules.courses.models import CourseInstalment, UserCourseBalance
from modules.courses.models.course_movement import MovementKind
from modules.courses.selectors.balances import locked_balance, owed
from modules.courses.services.note_movement import note_movement


def take_back_course(*, user_course_balance_id: int, on: date, by: User | None, at: datetime) -> UserCourseBalance:
    """The sale was voided. Raises AlreadyUsed when a session is used or held, or a later instalment is paid."""
    balance, allowances = locked_balance(user_course_balance_id)
    later = CourseInstalment.objects.filter(balance=balance, no__gt=1).exclude(paid_by="")
    if any(allowance.used or allowance.held for allowance in allowances) or later.exists():
        raise AlreadyUsed(
            remedy=_("Return the used sessions first."),
            current={"reference": balance.reference, "state": balance.state},
        )
    fire(balance, "refund", by=None, at=at)
    value = owed(allowances)
    note_movement(
        balance, MovementKind.REFUNDED, value=-value, amount=-balance.price, source=balance.sold_by, on=on, by=by, at=at
    )
    return balance
