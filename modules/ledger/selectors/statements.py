"""General ledger of an account, profit and loss, balance sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from modules.ledger.data import ZERO, BalanceRow, LedgerRow
from modules.ledger.models import AccountType
from modules.ledger.selectors.balances import BY_DIMENSION, balances, dimension_values

OF = f"""
   AND (%(branch)s::bigint IS NULL OR l.branch_id = %(branch)s::bigint)
   AND {BY_DIMENSION}
"""
LEDGER = f"""
SELECT l.id, e.id, e.entry_on, coalesce(s.number, nullif(e.source_number, ''), e.source), e.source, j.code,
       coalesce(nullif(l.memo, ''), nullif(e.memo, ''), e.source_number), l.branch_id, l.debit, l.credit,
       sum(l.debit - l.credit) OVER (ORDER BY e.entry_on, e.id, l.position)
  FROM ledger_journalline l
  JOIN ledger_journalentry e ON e.id = l.entry_id AND e.state = 'posted'
  JOIN ledger_journal j ON j.id = e.journal_id
  LEFT JOIN ledger_journalseal s ON s.entry_id = e.id
 WHERE l.account_id = %(account)s AND e.entry_on BETWEEN %(start)s AND %(until)s
{OF} ORDER BY e.entry_on, e.id, l.position LIMIT %(limit)s OFFSET %(offset)s
"""
CHUNK = 2000
OPENING = f"""
SELECT coalesce(sum(l.debit - l.credit), 0)
  FROM ledger_journalline l JOIN ledger_journalentry e ON e.id = l.entry_id AND e.state = 'posted'
 WHERE l.account_id = %(account)s AND e.entry_on < %(start)s
{OF}"""
SUMS = f"""
SELECT count(*), coalesce(sum(l.debit), 0), coalesce(sum(l.credit), 0)
  FROM ledger_journalline l JOIN ledger_journalentry e ON e.id = l.entry_id AND e.state = 'posted'
 WHERE l.account_id = %(account)s AND e.entry_on BETWEEN %(start)s AND %(until)s
{OF}"""


@dataclass(frozen=True, slots=True)
class AccountLedger:
    """A page of an account's lines, with what stood before the first day and after the last."""

    opening: Decimal
    debit: Decimal
    credit: Decimal
    rows: list[LedgerRow]
    count: int

    @property
    def closing(self) -> Decimal:
        """The balance after the last day, whatever page was asked for."""
        return self.opening + self.debit - self.credit


def general_ledger(
    *,
    account_id: int,
    from_on: date,
    to_on: date,
    branch_id: int | None = None,
    dimension: tuple[str, str] | None = None,
    limit: int = 100,
    offset: int = 0,
) -> AccountLedger:
    """The lines of one account, each with the balance after it."""
    values = _values(account_id, from_on, to_on, branch_id, dimension) | {"limit": limit, "offset": offset}
    with connection.cursor() as cursor:
        cursor.execute(OPENING, values)
        opening = Decimal(cursor.fetchone()[0]).quantize(ZERO)
        cursor.execute(SUMS, values)
        count, debit, credit = cursor.fetchone()
        cursor.execute(LEDGER, values)
        rows = [LedgerRow(*[*row[:10], row[10] + opening]) for row in cursor.fetchall()]
    return AccountLedger(opening, debit.quantize(ZERO), credit.quantize(ZERO), rows, count)


def ledger_lines(
    *,
    account_id: int,
    from_on: date,
    to_on: date,
    branch_id: int | None = None,
    dimension: tuple[str, str] | None = None,
) -> Iterator[LedgerRow]:
    """All lines of one account, read with a server-side cursor: memory does not grow with the span."""
    values = _values(account_id, from_on, to_on, branch_id, dimension) | {"limit": None, "offset": 0}
    connection.ensure_connection()
    raw: Any = connection.connection
    with transaction.atomic(), raw.cursor() as opening, raw.cursor(name=f"ledger_lines_{uuid4().hex}") as cursor:
        opening.execute(OPENING, values)
        before = Decimal(opening.fetchone()[0]).quantize(ZERO)
        cursor.itersize = CHUNK
        cursor.execute(LEDGER, values)
        for row in cursor:
            yield LedgerRow(*[*row[:10], row[10] + before])


def _values(
    account_id: int, from_on: date, to_on: date, branch_id: int | None, dimension: tuple[str, str] | None
) -> dict[str, Any]:
    span = {"account": account_id, "start": from_on, "until": to_on, "branch": branch_id}
    return span | dimension_values(dimension)


@dataclass(frozen=True, slots=True)
class ProfitAndLoss:
    """Revenue and expense of a span, credits positive for revenue; `profit` is what remains."""

    revenue: list[BalanceRow]
    expense: list[BalanceRow]
    profit: Decimal


def profit_and_loss(
    *, from_on: date, to_on: date, branch_id: int | None = None, dimension: tuple[str, str] | None = None
) -> ProfitAndLoss:
    """What was earned and spent between two days; the entry that carries a year's profit to equity is no part of it."""
    rows = balances(from_on=from_on, to_on=to_on, branch_id=branch_id, dimension=dimension, closing=False)
    revenue = [row for row in rows if row.type == AccountType.REVENUE]
    expense = [row for row in rows if row.type == AccountType.EXPENSE]
    profit = sum((row.credit - row.debit for row in revenue + expense), ZERO)
    return ProfitAndLoss(revenue, expense, profit)


@dataclass(frozen=True, slots=True)
class BalanceSheet:
    """What is owned and owed on a day; `result` is the profit not yet carried into equity."""

    assets: list[BalanceRow]
    liabilities: list[BalanceRow]
    equity: list[BalanceRow]
    result: Decimal


def balance_sheet(*, as_of: date, branch_id: int | None = None) -> BalanceSheet:
    """The house on one day. Assets = liabilities + equity + result, since every entry balances."""
    rows = balances(from_on=as_of, to_on=as_of, branch_id=branch_id)
    of = {kind: [row for row in rows if row.type == kind] for kind in AccountType.values}
    result = -sum((row.closing for row in of[AccountType.REVENUE] + of[AccountType.EXPENSE]), ZERO)
    return BalanceSheet(of[AccountType.ASSET], of[AccountType.LIABILITY], of[AccountType.EQUITY], result)
