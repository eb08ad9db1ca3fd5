"""Refund courses that a line paid: what was paid less the sessions used at the contract's unit price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.machines.gate import fire
from modules.courses.data import Paid
from modules.courses.errors import AlreadyUsed, UsedMeanwhile
from modules.courses.models import CourseAllowance, UserCourseBalance
from modules.courses.models.course_movement import MovementKind
from modules.courses.selectors.balances import locked_allowances
from modules.courses.selectors.payments import RUNNING, refundable_balances, unused_of
from modules.courses.services.note_movement import note_movement
from modules.courses.services.transfer_balance import move_liability

ZERO = Decimal("0.00")


def unused_parts(*, source: str) -> list[Paid]:
    """What of the courses paid by `source` is not used, by tax code; nothing of those that are over."""
    return _sum([unused_of(balance, _allowances(balance), source) for balance in refundable_balances(source)])


def refund_course(
    *, source: str, parts: Sequence[Paid], branch_id: int, on: date, by: User | None, at: datetime
) -> list[UserCourseBalance]:
    """End the courses that `source` paid. Whoever pays the money back posts the liability, in `branch_id`.

    Of a course in instalments each bill is refunded by itself; the first of them ends it. Raises AlreadyUsed while a
    session is held, UsedMeanwhile when not exactly `parts` are unused. What another branch owes since a transfer
    comes back to the branch that pays.
    """
    found = refundable_balances(source)
    rows = locked_allowances(CourseAllowance.objects.filter(balance__in=found).values_list("pk", flat=True))
    if any(row.held for row in rows.values()):
        raise AlreadyUsed(remedy=_("Pay or cancel the visit that holds a session first."))
    balances = list(
        UserCourseBalance.objects.select_for_update(of=("self",))
        .filter(pk__in=[each.pk for each in found])
        .order_by("pk")
    )
    if [(each.pk, each.state) for each in refundable_balances(source)] != [(each.pk, each.state) for each in found]:
        raise UsedMeanwhile(remedy=_("Withdraw the refund and ask for it again."))
    unused = {
        each.pk: unused_of(each, [row for row in rows.values() if row.balance_id == each.pk], source)
        for each in balances
    }
    if sorted(_sum(unused.values()), key=_code) != sorted(parts, key=_code):
        raise UsedMeanwhile(remedy=_("Withdraw the refund and ask for it again."))
    for balance in balances:
        if balance.state in RUNNING:
            fire(balance, "refund", by=None, at=at)
        value = sum((part.net for part in unused[balance.pk]), ZERO)
        noted = note_movement(
            balance,
            MovementKind.REFUNDED,
            value=-value,
            amount=-sum((part.gross for part in unused[balance.pk]), ZERO),
            source=source,
            on=on,
            by=by,
            at=at,
        )
        if value and balance.branch_id != branch_id:
            move_liability(noted.reference, balance, value, to_branch=branch_id, on=on, by=by, at=at)
    return balances


def holder_of(*, source: str) -> int | None:
    """The patient who has the courses that `source` paid now; None when nobody does, or several do."""
    owners = {each.patient_id for each in refundable_balances(source)}
    return owners.pop() if len(owners) == 1 else None


def _allowances(balance: UserCourseBalance) -> list[CourseAllowance]:
    return list(CourseAllowance.objects.filter(balance=balance).order_by("pk"))


def _sum(found: Iterable[Sequence[Paid]]) -> list[Paid]:
    parts: dict[str, Paid] = {}
    for each in (part for parts_of_one in found for part in parts_of_one):
        before = parts.get(each.tax_code, Paid(tax_code=each.tax_code, gross=ZERO, net=ZERO, vat=ZERO))
        parts[each.tax_code] = Paid(
            tax_code=each.tax_code,
            gross=before.gross + each.gross,
            net=before.net + each.net,
            vat=before.vat + each.vat,
        )
    return [part for part in parts.values() if part.gross]


def _code(part: Paid) -> str:
    return part.tax_code
