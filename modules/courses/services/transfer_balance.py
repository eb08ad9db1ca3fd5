"""Another patient, or another branch, takes a course over: what is owed moves, nothing is sold, nothing earned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from erp.kernel.access.models import Branch, User
from erp.kernel.machines.gate import born, current, fire
from erp.kernel.realtime.announce import announce
from erp.kernel.sequences.numbers import take_number
from modules.courses.errors import AlreadyUsed, NotThatState, NotThisPatient
from modules.courses.models import CourseAllowance, CourseInstalment, UserCourseBalance
from modules.courses.models.course_movement import MovementKind
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.selectors.balances import owed
from modules.courses.selectors.session_values import contract_value, earned_so_far, earned_value
from modules.courses.services.note_movement import note_movement
from modules.ledger import public as ledger

ZERO = Decimal("0.00")
RUNNING = (BalanceState.ACTIVE, BalanceState.FROZEN)


def transfer(
    balance: UserCourseBalance,
    allowances: Sequence[CourseAllowance],
    *,
    patient_id: int,
    branch_id: int | None = None,
    reason: str,
    source: str,
    by: User | None,
    at: datetime,
) -> UserCourseBalance:
    """End `balance` and make one of `patient_id` with the rest, on the same terms. The caller holds its locks.

    Liability of the branch that sold / liability of the branch that owes now. Instalments still to be paid move too.
    Raises NotThatState when it is over, AlreadyUsed while a session is held, NotThisPatient when it stays where it is.
    """
    if balance.state not in RUNNING:
        raise NotThatState(current=current(balance, by))
    if any(row.held for row in allowances):
        raise AlreadyUsed(remedy=_("Pay or cancel the visit that holds a session first."))
    branch_id = branch_id or balance.branch_id
    if (patient_id, branch_id) == (balance.patient_id, balance.branch_id):
        raise NotThisPatient(field="patient")
    day, value = timezone.localdate(at), owed(allowances)
    fire(balance, "transfer", by=None, at=at)
    rest = _rest(balance, allowances, patient_id=patient_id, branch_id=branch_id, at=at)
    rest.number = take_number("CRS", branch=Branch.objects.get(pk=rest.branch_id), on=day)
    born(rest, by=None, at=at)
    CourseAllowance.objects.bulk_create(_left(rest, allowances))
    _move_instalments(balance, rest)
    note_movement(
        balance, MovementKind.TRANSFERRED_OUT, value=-value, note=reason, source=rest.reference, on=day, by=by, at=at
    )
    moved = note_movement(
        rest, MovementKind.TRANSFERRED_IN, value=value, note=reason, source=balance.reference, on=day, by=by, at=at
    )
    if value:
        _post(moved.reference, balance, rest, value, by=by, at=at)
    for each in (balance, rest):
        announce("courses.user_course_balance", each.pk, 1, branch_id=each.branch_id)
    return rest


def _rest(
    balance: UserCourseBalance, allowances: Sequence[CourseAllowance], *, patient_id: int, branch_id: int, at: datetime
) -> UserCourseBalance:
    used = sum((contract_value(gross=row.gross, sold=row.sold, used=row.used) for row in allowances), ZERO)
    return UserCourseBalance(
        branch_id=branch_id,
        patient_id=patient_id,
        template_id=balance.template_id,
        product_id=balance.product_id,
        title=balance.title,
        title_th=balance.title_th,
        price=sum((row.gross for row in allowances), ZERO) - used,
        sold_by=balance.reference,
        sold_at=at,
        valid_until=balance.valid_until,
        transferred_from=balance,
    )


def _left(rest: UserCourseBalance, allowances: Sequence[CourseAllowance]) -> list[CourseAllowance]:
    """What is not used of each treatment, with the money that it carries."""
    earned = earned_so_far(row.pk for row in allowances)
    found = []
    for row in allowances:
        if row.sold == row.used:
            continue
        worth = contract_value(gross=row.gross, sold=row.sold, used=row.used)
        gross = row.gross - worth
        net = min(gross, max(row.net - earned_value(net=row.net, sold=row.sold, used=row.used), ZERO))
        found.append(
            CourseAllowance(
                balance=rest,
                product_id=row.product_id,
                sold=row.sold - row.used,
                measure=row.measure,
                tax_code=row.tax_code,
                gross=gross,
                net=net,
                vat=gross - net,
                paid_gross=row.paid_gross - worth,
                paid_net=row.paid_net - earned.get(row.pk, ZERO),
            )
        )
    return found


def _move_instalments(balance: UserCourseBalance, rest: UserCourseBalance) -> None:
    """Those unpaid are owed by who has it now, in the same amounts on the same days."""
    unpaid = CourseInstalment.objects.filter(balance=balance, paid_by="").order_by("no")
    CourseInstalment.objects.bulk_create(
        CourseInstalment(balance=rest, no=row.no, amount=row.amount, due_on=row.due_on) for row in unpaid
    )


def move_liability(
    source: str, balance: UserCourseBalance, value: Decimal, *, to_branch: int, on: date, by: User | None, at: datetime
) -> None:
    """What the branch of `balance` owes is owed by another branch from now on."""
    account = ledger.account_for("course_liability")
    ledger.post_entry(
        source=source,
        source_number=balance.number,
        journal="courses",
        on=on,
        branch_id=to_branch,
        lines=[
            ledger.LineIn(account, debit=value, branch_id=balance.branch_id, memo=balance.number),
            ledger.LineIn(account, credit=value, branch_id=to_branch, memo=balance.number),
        ],
        memo=balance.number,
        by=by,
        at=at,
    )


def _post(
    source: str,
    balance: UserCourseBalance,
    rest: UserCourseBalance,
    value: Decimal,
    *,
    by: User | None,
    at: datetime,
) -> None:
    account = ledger.account_for("course_liability")
    ledger.post_entry(
        source=source,
        source_number=rest.number,
        journal="courses",
        on=timezone.localdate(at),
        branch_id=rest.branch_id,
        lines=[
            ledger.LineIn(account, debit=value, branch_id=balance.branch_id, memo=balance.number),
            ledger.LineIn(account, credit=value, branch_id=rest.branch_id, memo=rest.number),
        ],
        memo=f"{balance.number} → {rest.number}",
        by=by,
        at=at,
    )
