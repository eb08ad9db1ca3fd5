"""Everything that happened to a course, for its page: the last first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from erp.kernel.machines.models import TransitionLog
from modules.courses.models import CourseHold, CourseMovement, Redemption, RedemptionReturn, UserCourseBalance
from modules.sales import public as sales

ZERO = Decimal("0.00")
LINE = "sales.order_line"


@dataclass(frozen=True, kw_only=True)
class MovementRow:
    """One row. `value`: by how much more is owed in treatments; `amount`: money with VAT; `link`: the document."""

    key: str
    kind: str
    label: str
    at: datetime
    person: str = ""
    treatment: str = ""
    treatment_th: str = ""
    sessions: int = 0
    session_no: int | None = None
    value: Decimal = ZERO
    amount: Decimal = ZERO
    days: int | None = None
    note: str = ""
    source: str = ""
    document: str = ""
    link: str = ""
    signature: int | None = None


def movements_of(balance: UserCourseBalance) -> list[MovementRow]:
    """Sold, paid, held, released, redeemed, returned, frozen and so on: eight statements for any number."""
    rows = [*_moved(balance), *_held(balance), *_redeemed(balance)]
    rows.sort(key=lambda row: (row.at, row.key), reverse=True)
    return _with_documents(rows)


def _moved(balance: UserCourseBalance) -> list[MovementRow]:
    rows = CourseMovement.objects.filter(balance=balance).select_related("moved_by")
    return [
        MovementRow(
            key=f"m{row.pk:012d}",
            kind=row.kind,
            label=row.get_kind_display(),
            at=row.moved_at,
            person=str(row.moved_by) if row.moved_by else "",
            value=row.value,
            amount=row.amount,
            days=row.days,
            note=row.note,
            source=row.source,
        )
        for row in rows
    ]


def _held(balance: UserCourseBalance) -> list[MovementRow]:
    holds = list(
        CourseHold.objects.filter(allowance__balance=balance).select_related("allowance__product", "performed_by")
    )
    released = TransitionLog.objects.filter(
        noun="courses.course_hold", record_id__in=[hold.pk for hold in holds], verb="release"
    )
    ends = {row.record_id: row.at for row in released}
    found = []
    for hold in holds:
        product = hold.allowance.product
        held = MovementRow(
            key=f"h{hold.pk:012d}",
            kind="held",
            label=_("Held"),
            at=hold.held_at,
            person=str(hold.performed_by) if hold.performed_by else "",
            treatment=product.name,
            treatment_th=product.name_th,
            sessions=hold.sessions,
            session_no=hold.session_no,
            source=hold.source,
        )
        found.append(held)
        if hold.pk in ends:
            found.append(
                replace(held, key=f"i{hold.pk:012d}", kind="released", label=_("Released"), at=ends[hold.pk], person="")
            )
    return found


def _redeemed(balance: UserCourseBalance) -> list[MovementRow]:
    used = Redemption.objects.filter(allowance__balance=balance).select_related("allowance__product", "performed_by")
    back = {row.redemption_id: row for row in RedemptionReturn.objects.filter(redemption__allowance__balance=balance)}
    found = []
    for row in used:
        product = row.allowance.product
        redeemed = MovementRow(
            key=f"r{row.pk:012d}",
            kind="redeemed",
            label=_("Redeemed"),
            at=row.redeemed_at,
            person=str(row.performed_by) if row.performed_by else "",
            treatment=product.name,
            treatment_th=product.name_th,
            sessions=row.sessions,
            session_no=row.session_no,
            value=-row.value,
            source=row.source,
            signature=row.signature_id,
        )
        found.append(redeemed)
        if row.pk in back:
            given = back[row.pk]
            found.append(
                replace(
                    redeemed,
                    key=f"s{row.pk:012d}",
                    kind="returned",
                    label=_("Returned"),
                    at=given.returned_at,
                    person="",
                    value=row.value,
                    note=given.reason,
                    signature=None,
                )
            )
    return found


def _with_documents(rows: Sequence[MovementRow]) -> list[MovementRow]:
    """Bills by number with a way to them; another course by its number."""
    bills = sales.bills_of_lines(_ids(rows, LINE))
    courses = dict(
        UserCourseBalance.objects.filter(pk__in=_ids(rows, "courses.user_course_balance")).values_list("pk", "number")
    )
    found = []
    for row in rows:
        noun, _colon, pk = row.source.partition(":")
        if noun == LINE and int(pk) in bills:
            order, number = bills[int(pk)]
            row = replace(row, document=number, link=f"/pos/receipts/{order}")
        elif noun == "courses.user_course_balance" and int(pk) in courses:
            row = replace(row, document=courses[int(pk)], link=f"/courses/{pk}")
        elif noun == "courses.course_change":
            row = replace(row, document=_("Approval"), link=f"/form/courses.course_change/{pk}")
        found.append(row)
    return found


def _ids(rows: Iterable[MovementRow], noun: str) -> set[int]:
    named = (row.source.partition(":") for row in rows)
    return {int(pk) for found, _colon, pk in named if found == noun and pk.isdigit()}
