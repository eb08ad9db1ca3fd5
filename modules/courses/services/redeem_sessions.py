"""Use sessions: the balance is deducted, and what was owed to the patient is earned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.machines.gate import fire
from erp.kernel.realtime.announce import announce
from modules.courses.errors import HoldGone, NoSessionLeft, NotPaidYet
from modules.courses.events import course_balance_deducted
from modules.courses.models import (
    CourseAllowance,
    CourseHold,
    CourseInstalment,
    CourseSignature,
    Redemption,
    UserCourseBalance,
)
from modules.courses.models.course_hold import HoldState
from modules.courses.models.course_template import Measure
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.selectors.balances import locked_allowances
from modules.courses.selectors.session_values import contract_value, earned_so_far, values_of_next
from modules.ledger import public as ledger


@dataclass(frozen=True, kw_only=True)
class Use:
    """Sessions used for one line: of a hold, or straight from what is left."""

    source: str
    sessions: int
    allowance_id: int
    hold_id: int | None = None
    performed_by_id: int | None = None


def redeem_sessions(
    *,
    uses: Sequence[Use],
    document: str,
    number: str,
    branch_id: int,
    on: date,
    by: User | None,
    at: datetime,
    signature: CourseSignature | None = None,
) -> list[Redemption]:
    """Deduct for all uses of one document and post what is earned, in one entry. The caller holds the transaction.

    Raises NoSessionLeft, HoldGone or NotPaidYet with the course as it is; then nothing was used.
    """
    allowances = locked_allowances(use.allowance_id for use in uses)
    holds = _locked_holds(use.hold_id for use in uses if use.hold_id is not None)
    redemptions: list[Redemption] = []
    for use in uses:
        allowance = allowances[use.allowance_id]
        hold = _take_hold(use, holds, at=at)
        if hold is not None:
            allowance.held -= hold.sessions
        refuse_unless_left(allowance, use.sessions)
        refuse_unless_paid(allowance, use.sessions)
        for count in _deductions(allowance, use.sessions):
            redemptions.append(
                redeem(allowance, use, hold, count=count, branch_id=branch_id, on=on, at=at, signature=signature)
            )
    for balance in {each.balance for each in allowances.values()}:
        announce("courses.user_course_balance", balance.pk, balance.version, branch_id=balance.branch_id)
    _close_used_up({allowance.balance_id for allowance in allowances.values()}, at=at)
    _post(redemptions, document=document, number=number, branch_id=branch_id, on=on, by=by, at=at)
    return redemptions


def refuse_unless_left(allowance: CourseAllowance, sessions: int) -> None:
    """Raise NoSessionLeft, saying what is there, unless the course is active and has as many sessions left."""
    if allowance.balance.state != BalanceState.ACTIVE or allowance.left < sessions:
        raise NoSessionLeft(
            current={
                "reference": allowance.balance.reference,
                "state": allowance.balance.state,
                "sold": allowance.sold,
                "used": allowance.used,
                "held": allowance.held,
                "left": allowance.left,
            }
        )


def refuse_unless_paid(allowance: CourseAllowance, sessions: int) -> None:
    """Raise NotPaidYet, naming the instalment that is due, when more would be used of a treatment than is paid."""
    used = allowance.used + sessions
    needed = contract_value(gross=allowance.gross, sold=allowance.sold, used=used)
    if needed <= allowance.paid_gross:
        return
    due = CourseInstalment.objects.filter(balance=allowance.balance_id, paid_by="").order_by("no").first()
    words = {"session": used, "sessions": allowance.sold, "missing": f"{needed - allowance.paid_gross:,.2f}"}
    detail = _("Session %(session)s of %(sessions)s lacks ฿%(missing)s.") % words
    remedy = ""
    if due is not None:
        remedy = _("Have instalment %(no)s of ฿%(amount)s paid, due on %(day)s.") % {
            "no": due.no,
            "amount": f"{due.amount:,.2f}",
            "day": due.due_on.isoformat(),
        }
    raise NotPaidYet(
        detail,
        remedy=remedy,
        current={
            "reference": allowance.balance.reference,
            "state": allowance.balance.state,
            "missing": str(needed - allowance.paid_gross),
            "instalment": due.pk if due is not None else None,
            "amount": str(due.amount) if due is not None else "",
            "due_on": str(due.due_on) if due is not None else "",
        },
    )


def _deductions(allowance: CourseAllowance, sessions: int) -> list[int]:
    """Each session is deducted by itself; units used together are one deduction."""
    return [sessions] if allowance.measure == Measure.UNIT else [1] * sessions


def redeem(
    allowance: CourseAllowance,
    use: Use,
    hold: CourseHold | None,
    *,
    count: int,
    branch_id: int,
    on: date,
    at: datetime,
    signature: CourseSignature | None,
) -> Redemption:
    """One deduction, of a locked allowance. The signal is sent here and nowhere else: once for each of them."""
    allowance.used += count
    allowance.save()
    redemption = Redemption.objects.create(
        allowance=allowance,
        hold=hold,
        branch_id=branch_id,
        nth=Redemption.objects.filter(allowance=allowance).count() + 1,
        session_no=allowance.used,
        sessions=count,
        value=_earned_now(allowance, count),
        source=use.source,
        performed_by_id=use.performed_by_id or (hold.performed_by_id if hold else None),
        signature=signature,
        redeemed_at=at,
        business_on=on,
    )
    course_balance_deducted.send(sender=UserCourseBalance, redemption=redemption, balance=allowance.balance)
    return redemption


def _earned_now(allowance: CourseAllowance, count: int) -> Decimal:
    """The share of the contract; the last one takes what is left of what was paid, whatever came back.

    Each instalment's VAT is computed on its own invoice, so a share may be a satang above what is paid: never more
    than that is earned.
    """
    share = values_of_next(net=allowance.net, sold=allowance.sold, used=allowance.used - count, count=count)
    if allowance.used < allowance.sold and allowance.paid_net == allowance.net:
        return share
    left = allowance.paid_net - earned_so_far([allowance.pk]).get(allowance.pk, Decimal("0.00"))
    return left if allowance.used == allowance.sold else min(share, left)


def _locked_holds(ids: Iterable[int]) -> dict[int, CourseHold]:
    rows = CourseHold.objects.select_for_update(of=("self",)).filter(pk__in=set(ids)).order_by("pk")
    return {row.pk: row for row in rows}


def _take_hold(use: Use, holds: dict[int, CourseHold], *, at: datetime) -> CourseHold | None:
    if use.hold_id is None:
        return None
    hold = holds.get(use.hold_id)
    if hold is None or hold.state != HoldState.HELD:
        raise HoldGone(current={"hold": use.hold_id, "state": hold.state if hold else "none"})
    fire(hold, "redeem", by=None, at=at)
    return hold


def _close_used_up(balance_ids: set[int], *, at: datetime) -> None:
    for balance in UserCourseBalance.objects.filter(pk__in=balance_ids, state=BalanceState.ACTIVE).order_by("pk"):
        if all(each.used == each.sold for each in CourseAllowance.objects.filter(balance=balance)):
            fire(balance, "exhaust", by=None, at=at)


def _post(
    redemptions: Sequence[Redemption],
    *,
    document: str,
    number: str,
    branch_id: int,
    on: date,
    by: User | None,
    at: datetime,
) -> None:
    earned = sum((each.value for each in redemptions), Decimal("0.00"))
    if not earned:
        return
    ledger.post_entry(
        source=entry_source(document),
        source_number=number,
        journal="courses",
        on=on,
        branch_id=branch_id,
        lines=[
            *_liability_by_branch(redemptions),
            ledger.LineIn(ledger.account_for("course_revenue"), credit=earned),
        ],
        memo=number,
        by=by,
        at=at,
    )


def _liability_by_branch(redemptions: Sequence[Redemption]) -> list[ledger.LineIn]:
    """What is no longer owed, where it was owed: in the branch that sold the course."""
    account = ledger.account_for("course_liability")
    owed: dict[int, Decimal] = defaultdict(lambda: Decimal("0.00"))
    for each in redemptions:
        owed[each.allowance.balance.branch_id] += each.value
    return [ledger.LineIn(account, debit=amount, branch_id=branch) for branch, amount in sorted(owed.items()) if amount]


def entry_source(document: str) -> str:
    """How the entry of a document's redemptions is named, beside the document's own."""
    return f"{document}/redemption"
