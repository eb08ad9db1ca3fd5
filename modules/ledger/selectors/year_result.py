"""What a year earned and spent, by branch and account: what its closing entry carries to equity."""

from collections import defaultdict
from decimal import Decimal

from django.db import connection

from modules.ledger.data import ZERO, LineIn
from modules.ledger.models import FiscalYear
from modules.ledger.selectors.accounts import account_for

CLOSING = "closing"
MOVED = """
SELECT l.branch_id, a.code, sum(l.debit - l.credit)
  FROM ledger_journalentry e
  JOIN ledger_journal j ON j.id = e.journal_id AND j.code <> 'closing'
  JOIN ledger_journalline l ON l.entry_id = e.id
  JOIN ledger_account a ON a.id = l.account_id AND a.type IN ('revenue', 'expense')
 WHERE e.state = 'posted' AND e.entry_on BETWEEN %s AND %s
 GROUP BY l.branch_id, a.code HAVING sum(l.debit - l.credit) <> 0 ORDER BY l.branch_id, a.code
"""


def closing_lines(year: FiscalYear) -> list[LineIn]:
    """Every account of profit and loss brought to nothing, and the profit of each branch to retained earnings."""
    with connection.cursor() as cursor:
        cursor.execute(MOVED, [year.starts_on, year.ends_on])
        moved = cursor.fetchall()
    lines = [_line(code, -balance, branch) for branch, code, balance in moved]
    results: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
    for branch, _code, balance in moved:
        results[branch] += balance
    equity = account_for("retained_earnings")
    return lines + [_line(equity, result, branch) for branch, result in results.items() if result]


def _line(account: str, balance: Decimal, branch_id: int) -> LineIn:
    if balance > 0:
        return LineIn(account, debit=balance, branch_id=branch_id)
    return LineIn(account, credit=-balance, branch_id=branch_id)
