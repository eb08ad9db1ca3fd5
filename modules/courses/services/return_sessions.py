"""Give sessions back, because what they paid for was undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from erp.kernel.access.models import User
from erp.kernel.events.publish import publish
from erp.kernel.machines.gate import fire
from modules.courses.events import SessionReturned
from modules.courses.models import CourseAllowance, CourseHold, Redemption, RedemptionReturn, UserCourseBalance
from modules.courses.models.course_hold import HoldState
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.selectors.balances import locked_allowances
from modules.courses.services.redeem_sessions import entry_source
from modules.ledger import public as ledger


def return_sessions(
    *, sources: Sequence[str], document: str, reason: str, on: date, by: User | None, at: datetime
) -> list[Redemption]:
    """Return every session used for these lines and reverse what it earned. Said twice, it changes nothing."""
    redemptions = list(
        Redemption.objects.filter(source__in=sources, returned__isnull=True)
        .select_related("allowance__balance")
        .order_by("allowance", "-nth")
    )
    if not redemptions:
        return []
    allowances = locked_allowances(each.allowance_id for each in redemptions)
    for redemption in redemptions:
        RedemptionReturn.objects.create(redemption=redemption, reason=reason, returned_at=at)
        allowance = allowances[redemption.allowance_id]
        allowance.used -= 1
        allowance.save()
        _announce(redemption, allowance, on=on, at=at)
    _hold_again([each.hold_id for each in redemptions if each.hold_id is not None], allowances, at=at)
    balances = {allowance.balance_id for allowance in allowances.values()}
    for balance in UserCourseBalance.objects.filter(pk__in=balances, state=BalanceState.EXHAUSTED).order_by("pk"):
        fire(balance, "reopen", by=None, at=at)
    if sum((each.value for each in redemptions), Decimal("0.00")):
        ledger.reverse_entry(source=entry_source(document), reason=reason, on=on, by=by, at=at)
    return redemptions


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
