"""What the page of a patient's course shows."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from modules.courses.models import CourseAllowance, CourseChange, CourseInstalment, UserCourseBalance
from modules.courses.models.course_change import ChangeState
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.selectors.balances import owed
from modules.courses.selectors.movements import movements_of
from modules.courses.selectors.payments import unused_payments
from modules.courses.selectors.session_values import contract_value
from modules.patients import public as patients
from modules.sales import public as sales

ZERO = Decimal("0.00")
RUNNING = (BalanceState.ACTIVE, BalanceState.FROZEN)


def course_page(balance: UserCourseBalance, *, viewer: Any, on: date) -> dict[str, Any]:
    """Terms, treatments, instalments, money and movements of one course."""
    allowances = list(CourseAllowance.objects.filter(balance=balance).select_related("product").order_by("pk"))
    paid = sum((row.paid_gross for row in allowances), ZERO)
    waiting = CourseChange.objects.filter(balance=balance, state=ChangeState.REQUESTED).first()
    running = balance.state in RUNNING
    return {
        "id": balance.pk,
        "number": balance.number,
        "title": balance.title,
        "title_th": balance.title_th,
        "state": balance.state,
        "state_label": balance.get_state_display(),
        "version_no": balance.template.version_no,
        "branch": str(balance.branch),
        "sold_at": balance.sold_at,
        "valid_until": balance.valid_until,
        "frozen_on": balance.frozen_on,
        "price": balance.price,
        "paid": paid,
        "unpaid": balance.price - paid if running else ZERO,
        "owed": owed(allowances) if running else ZERO,
        "patient": _person(balance.patient_id, viewer),
        "components": [_component(row) for row in allowances],
        "instalments": [_instalment(row, running=running, on=on) for row in _instalments(balance)],
        "bills": _bills(balance, allowances) if running else [],
        "before": _course(balance.transferred_from, viewer),
        "after": _course(UserCourseBalance.objects.filter(transferred_from=balance).first(), viewer),
        "waiting": {"id": waiting.pk, "title": waiting.get_kind_display(), "reason": waiting.reason}
        if waiting
        else None,
        "movements": [asdict(row) for row in movements_of(balance)],
    }


def _component(row: CourseAllowance) -> dict[str, Any]:
    worth = contract_value(gross=row.gross, sold=row.sold, used=row.used)
    return {
        "id": row.pk,
        "name": row.product.name,
        "name_th": row.product.name_th,
        "measure": row.measure,
        "sold": row.sold,
        "used": row.used,
        "held": row.held,
        "left": row.left,
        "price": row.gross,
        "tax_code": row.tax_code,
        "paid": row.paid_gross,
        "used_value": worth,
        "payable_sessions": _covered_sessions(row),
    }


def _covered_sessions(row: CourseAllowance) -> int:
    """How many sessions what is paid allows to be used, all together."""
    return max(
        count
        for count in range(row.sold + 1)
        if contract_value(gross=row.gross, sold=row.sold, used=count) <= row.paid_gross
    )


def _instalments(balance: UserCourseBalance) -> list[CourseInstalment]:
    return list(CourseInstalment.objects.filter(balance=balance).order_by("no"))


def _instalment(row: CourseInstalment, *, running: bool, on: date) -> dict[str, Any]:
    if row.paid_by:
        standing = "paid"
    elif not running:
        standing = "void"
    else:
        standing = "overdue" if row.due_on < on else "due"
    return {
        "id": row.pk,
        "no": row.no,
        "amount": row.amount,
        "due_on": row.due_on,
        "paid_on": row.paid_on,
        "standing": standing,
    }


def _bills(balance: UserCourseBalance, allowances: list[CourseAllowance]) -> list[dict[str, Any]]:
    """The bills that paid it, also before a transfer, with what a refund of each would give back now."""
    payments = unused_payments(balance, allowances)
    lines = {movement.pk: int(movement.source.partition(":")[2]) for movement, _parts in payments if movement.source}
    bills = sales.bills_of_lines(lines.values())
    return [
        {
            "order": bills[lines[movement.pk]][0],
            "number": bills[lines[movement.pk]][1],
            "paid_on": movement.business_on,
            "paid": movement.amount,
            "unused": sum((part.gross for part in parts), ZERO),
        }
        for movement, parts in payments
        if lines.get(movement.pk) in bills
    ]


def _person(patient_id: int, viewer: Any) -> dict[str, Any]:
    card = patients.cards([patient_id], viewer)[patient_id]
    return {"id": card.id, "hn": card.hn, "name": card.name}


def _course(other: UserCourseBalance | None, viewer: Any) -> dict[str, Any] | None:
    if other is None:
        return None
    return {"id": other.pk, "number": other.number, "patient": _person(other.patient_id, viewer)}
