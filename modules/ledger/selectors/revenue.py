"""Revenue by branch and business day, and the same from the trial balance."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import connection

from modules.ledger.data import ZERO
from modules.ledger.models import AccountType
from modules.ledger.selectors.balances import balances

REVENUE = "ledger.revenue"
BY_DAY = """
SELECT l.branch_id, e.entry_on, sum(l.credit - l.debit)
  FROM ledger_journalentry e
  JOIN ledger_journalline l ON l.entry_id = e.id
  JOIN ledger_account a ON a.id = l.account_id AND a.type = 'revenue'
 WHERE e.state = 'posted' AND e.entry_on BETWEEN %(start)s AND %(until)s
   AND NOT EXISTS (SELECT FROM ledger_journal j WHERE j.id = e.journal_id AND j.code = 'closing')
   AND l.branch_id = ANY(%(branches)s::bigint[])
 GROUP BY 1, 2
"""


def revenue_by_day(branch_ids: Sequence[int], *, from_on: date, to_on: date) -> dict[tuple[int, date], Decimal]:
    """What the revenue accounts took, by branch and day."""
    with connection.cursor() as cursor:
        cursor.execute(BY_DAY, {"start": from_on, "until": to_on, "branches": list(branch_ids)})
        return {(branch, on): amount for branch, on, amount in cursor.fetchall()}


def revenue_of_books(branch_ids: Sequence[int], *, from_on: date, to_on: date) -> Decimal:
    """The same total, taken from the trial balance."""
    rows = [
        row
        for branch_id in branch_ids
        for row in balances(
            from_on=from_on, to_on=to_on, branch_id=branch_id, types=(AccountType.REVENUE,), closing=False
        )
    ]
    return sum((row.credit - row.debit for row in rows), ZERO)
