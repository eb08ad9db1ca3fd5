"""The entry of a computation: commission expense against commissions accrued, a line a person."""

from datetime import datetime
from decimal import Decimal

from modules.commissions.data import Cause
from modules.commissions.models import CommissionLog
from modules.commissions.selectors.people import people_dimensions
from modules.ledger import public as ledger

ZERO = Decimal("0.00")
MEMO_LENGTH = 200


def post_accrual(logs: list[CommissionLog], *, cause: Cause, at: datetime) -> None:
    """Post the logs' amounts in one entry; nothing when they cancel out."""
    by_person: dict[int, Decimal] = {}
    for log in logs:
        by_person[log.staff_id] = by_person.get(log.staff_id, ZERO) + log.amount
    if not any(by_person.values()):
        return
    people = people_dimensions(by_person)
    lines = [line for staff, amount in sorted(by_person.items()) if amount for line in _pair(people[staff], amount)]
    ledger.post_entry(
        source=f"commissions.calculation:{cause.event_id}",
        source_number=f"COM-{min(log.pk for log in logs):06d}",
        journal="commissions",
        on=cause.business_on,
        branch_id=cause.branch_id,
        lines=lines,
        memo=", ".join(dict.fromkeys(log.title for log in logs))[:MEMO_LENGTH],
        by=None,
        at=at,
    )


def _pair(staff: ledger.Dimension, amount: Decimal) -> list[ledger.LineIn]:
    person = (staff,)
    expense, accrued = ledger.account_for("commission_expense"), ledger.account_for("commission_accrued")
    debit, credit = (expense, accrued) if amount > 0 else (accrued, expense)
    return [
        ledger.LineIn(account=debit, debit=abs(amount), dimensions=person),
        ledger.LineIn(account=credit, credit=abs(amount), dimensions=person),
    ]
