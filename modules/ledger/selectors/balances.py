"""Balances, set-based: one pass over the lines, whatever the number of accounts."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from modules.ledger.data import ZERO, BalanceRow
from modules.ledger.selectors.accounts import account_for

BY_DIMENSION = """(%(kind)s::text IS NULL
        OR l.dimensions @> jsonb_build_array(jsonb_build_object('kind', %(kind)s::text, 'code', %(code)s::text)))"""
TRIAL = f"""
SELECT a.id, a.code, a.name, a.name_th, a.type,
       coalesce(sum(l.debit - l.credit) FILTER (WHERE e.entry_on < %(start)s), 0) AS opening,
       coalesce(sum(l.debit) FILTER (WHERE e.entry_on >= %(start)s), 0) AS debit,
       coalesce(sum(l.credit) FILTER (WHERE e.entry_on >= %(start)s), 0) AS credit
  FROM ledger_account a
  JOIN ledger_journalline l ON l.account_id = a.id
  JOIN ledger_journalentry e ON e.id = l.entry_id AND e.state = 'posted' AND e.entry_on <= %(until)s
 WHERE (%(branch)s::bigint IS NULL OR l.branch_id = %(branch)s::bigint)
   AND (%(closing)s OR NOT EXISTS (SELECT FROM ledger_journal j WHERE j.id = e.journal_id AND j.code = 'closing'))
   AND {BY_DIMENSION}
 GROUP BY a.id ORDER BY a.code
"""

BALANCE = """
SELECT coalesce(sum(l.debit - l.credit), 0)
  FROM ledger_journalline l
  JOIN ledger_journalentry e ON e.id = l.entry_id AND e.state = 'posted'
  JOIN ledger_account a ON a.id = l.account_id
 WHERE a.code = %(account)s AND (%(until)s::date IS NULL OR e.entry_on <= %(until)s::date)
   AND (%(branch)s::bigint IS NULL OR l.branch_id = %(branch)s::bigint)
"""


def balances(
    *,
    from_on: date,
    to_on: date,
    branch_id: int | None = None,
    dimension: tuple[str, str] | None = None,
    types: Sequence[str] = (),
    closing: bool = True,
) -> list[BalanceRow]:
    """Every account that moved up to `to_on`: opening at `from_on`, debits and credits within, closing.

    `closing=False` leaves out the entries that carry a year's profit to equity: what was earned stays earned.
    """
    values: dict[str, Any] = {
        "start": from_on,
        "until": to_on,
        "branch": branch_id,
        "closing": closing,
        **dimension_values(dimension),
    }
    with connection.cursor() as cursor:
        cursor.execute(TRIAL, values)
        rows = [BalanceRow(*[*row, row[5] + row[6] - row[7]]) for row in cursor.fetchall()]
    return [row for row in rows if not types or row.type in types]


def dimension_values(dimension: tuple[str, str] | None) -> dict[str, str | None]:
    """What BY_DIMENSION asks for."""
    kind, code = dimension or (None, None)
    return {"kind": kind, "code": code}


def balance_of(account: str, *, branch_id: int | None = None, as_of: date | None = None) -> Decimal:
    """Balance of one account (positive = debit). `account` is a code, or a role such as "cash"."""
    code = account if account[:1].isdigit() else account_for(account)
    with connection.cursor() as cursor:
        cursor.execute(BALANCE, {"account": code, "until": as_of, "branch": branch_id})
        return Decimal(cursor.fetchone()[0]).quantize(ZERO)
