"""Set sessions aside, and give them back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from erp.kernel.access.models import User
from erp.kernel.machines.gate import born, fire
from erp.kernel.realtime.announce import announce
from modules.courses.models import CourseAllowance, CourseHold
from modules.courses.models.course_hold import HoldState
from modules.courses.models.course_template import Measure
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.selectors.balances import locked_allowances, open_allowances


@dataclass(frozen=True, kw_only=True)
class HoldAsk:
    """Sessions of a treatment that somebody wants to be set aside."""

    source: str
    product_id: int
    sessions: int
    performed_by_id: int | None


def hold_sessions(
    *, patient_id: int, asks: Sequence[HoldAsk], on: date, by: User | None, at: datetime
) -> dict[str, CourseHold]:
    """Hold what can be held, of the course that ends first: source → hold. What nothing covers is left out.

    An ask is held whole or not at all. Rows are locked by id, so that two signatures never wait for each other in a
    circle; whoever comes second sees what is left.
    """
    found = open_allowances(patient_id, {ask.product_id for ask in asks}, on=on)
    locked = locked_allowances(each.pk for each in found)
    holds: dict[str, CourseHold] = {}
    for ask in asks:
        for candidate in found:
            allowance = locked[candidate.pk]
            usable = allowance.balance.state == BalanceState.ACTIVE and allowance.left >= ask.sessions
            if allowance.product_id != ask.product_id or not usable:
                continue
            hold = CourseHold(
                allowance=allowance,
                sessions=ask.sessions,
                source=ask.source,
                session_no=allowance.used + allowance.held + shown(allowance, ask.sessions),
                performed_by_id=ask.performed_by_id,
                held_at=at,
            )
            born(hold, by=by, at=at)
            allowance.held += ask.sessions
            allowance.save()
            announce("courses.user_course_balance", allowance.balance_id, 1, branch_id=allowance.balance.branch_id)
            holds[ask.source] = hold
            break
    return holds


def shown(allowance: CourseAllowance, count: int) -> int:
    """Which of the next `count` is named: the first session, or the last of units used together."""
    return count if allowance.measure == Measure.UNIT else 1


def release_holds(*, hold_ids: Iterable[int], by: User | None, at: datetime) -> None:
    """Give held sessions back. Those redeemed or released already stay as they are."""
    wanted = list(CourseHold.objects.filter(pk__in=set(hold_ids)).values_list("pk", "allowance"))
    allowances = locked_allowances(allowance for _hold, allowance in wanted)
    holds = CourseHold.objects.select_for_update(of=("self",)).filter(
        pk__in=[hold for hold, _allowance in wanted], state=HoldState.HELD
    )
    for hold in holds.order_by("pk"):
        fire(hold, "release", by=None, at=at)
        allowance = allowances[hold.allowance_id]
        allowance.held -= hold.sessions
        allowance.save()
