"""The entry of a computation: commission expense against commissions accrued, a line a person."""

from datetime import datetime
from decimal import Decimal

from modules.commissions.data import Cause
from modules.commissions.models import CommissionLog
from modules.ledger import public as ledger

ZERO = Decimal("0.00")


def post_accrual(logs: list[CommissionLog], *, cause: Cause, at: datetime) -> None:
    """Post the logs' amounts in one entry; nothing when they cancel out."""
    by_person: dict[int, Decimal] = {}
    for log in logs:
        by_person[log.staff_id] = by_person.get(log.staff_id, ZERO) + log.amount
    lines = [line for staff_id, amount in sorted(by_person.items()) if amount for line in _pair(staff_id, amount)]
    if not lines:
        return
    ledger.post_entry(
        source=f"commissions.calculation:{cause.event_id}",
        source_number=f"COM-{min(log.pk for log in logs):06d}",
        journal="commissions",
        on=cause.business_on,
        branch_id=cause.branch_id,
        lines=lines,
        memo=cause.document,
        by=None,
        at=at,
    )


def _pair(staff_id: int, amount: Decimal) -> list[ledger.LineIn]:
    person = (ledger.Dimension(kind="staff", code=str(staff_id)),)
    expense, accrued = ledger.account_for("commission_expense"), ledger.account_for("commission_accrued")
    debit, credit = (expense, accrued) if amount > 0 else (accrued, expense)
    return [
        ledger.LineIn(account=debit, debit=abs(amount), dimensions=person),
        ledger.LineIn(account=credit, credit=abs(amount), dimensions=person),
    ]
