"""Post an entry: two statements, whatever the number of lines."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, connection
from psycopg.types.json import Jsonb

from modules.ledger.data import ZERO, LineIn, PostedEntry
from modules.ledger.errors import AlreadyPosted, DayLocked, NotBalanced, NotPosted, PeriodNotOpen, UnknownJournal
from modules.ledger.models import Journal, JournalEntry
from modules.ledger.selectors.accounts import account_ids
from modules.ledger.selectors.periods import not_open

ENTRY = """
INSERT INTO ledger_journalentry
       (source, source_number, source_digest, journal_id, branch_id, period_id, entry_on, memo, state, posted_at,
        posted_by_id, reverses_id)
SELECT %(source)s, %(number)s, %(digest)s, j.id, %(branch)s, p.id, %(on)s, %(memo)s, 'posted', %(at)s, %(by)s,
       %(reverses)s::bigint
  FROM ledger_journal j, ledger_period p
 WHERE j.code = %(journal)s AND p.state = 'open' AND %(on)s::date BETWEEN p.starts_on AND p.ends_on
   AND %(on)s::date > coalesce((SELECT locked_until FROM ledger_ledgersetting WHERE id = 1), '-infinity'::date)
ON CONFLICT (source) DO NOTHING
RETURNING id
"""

LINES = """
INSERT INTO ledger_journalline
       (entry_id, position, account_id, branch_id, debit, credit, memo, dimensions, tax_code_id, tax_base)
SELECT %(entry)s, u.position, a.id, u.branch, u.debit, u.credit, u.memo, u.dimensions,
       (SELECT t.id FROM ledger_taxcode t WHERE t.code = u.tax), u.base
  FROM unnest(%(accounts)s::text[], %(branches)s::bigint[], %(debits)s::numeric[], %(credits)s::numeric[],
              %(memos)s::text[], %(dimensions)s::jsonb[], %(taxes)s::text[], %(bases)s::numeric[])
       WITH ORDINALITY AS u(account, branch, debit, credit, memo, dimensions, tax, base, position),
       LATERAL (SELECT id FROM ledger_account
                 WHERE code = u.account AND NOT is_heading AND is_active LIMIT 1) a
"""


def post_entry(
    *,
    source: str,
    journal: str,
    on: date,
    branch_id: int,
    lines: Sequence[LineIn],
    by: Any,
    at: datetime,
    memo: str = "",
    source_digest: bytes = b"",
    source_number: str = "",
    reverses_source: str | None = None,
) -> PostedEntry:
    """Write a balanced entry, posted. The caller holds the transaction.

    Raises AlreadyPosted when the source has its entry, NotBalanced, UnknownAccount, UnknownJournal, or PeriodNotOpen
    when the day lies in no open period.
    """
    _check(lines)
    values = {
        "source": source,
        "number": source_number,
        "digest": source_digest,
        "journal": journal,
        "branch": branch_id,
        "on": on,
        "memo": memo,
        "at": at,
        "by": by.pk if by is not None else None,
        "reverses": _id_of(reverses_source) if reverses_source else None,
    }
    with connection.cursor() as cursor:
        try:
            cursor.execute(ENTRY, values)
        except IntegrityError as error:
            _explain_race(error)
        row = cursor.fetchone()
        if row is None:
            raise _why_not(source=source, journal=journal, on=on)
    insert_lines(entry_id=row[0], lines=lines, branch_id=branch_id)
    return PostedEntry(row[0], source_number or source)


def insert_lines(*, entry_id: int, lines: Sequence[LineIn], branch_id: int) -> None:
    """Write the lines of an entry, in one statement. Raises UnknownAccount."""
    with connection.cursor() as cursor:
        cursor.execute(LINES, {"entry": entry_id, **_columns(lines, branch_id)})
        if cursor.rowcount != len(lines):
            account_ids(line.account for line in lines)  # raises, naming the account


def _check(lines: Sequence[LineIn]) -> None:
    debit = sum((line.debit for line in lines), ZERO)
    credit = sum((line.credit for line in lines), ZERO)
    if len(lines) < 2 or debit != credit:
        raise NotBalanced(debit=str(debit), credit=str(credit))
    for line in lines:
        if min(line.debit, line.credit) != 0 or max(line.debit, line.credit) <= 0:
            raise NotBalanced(account=line.account, debit=str(line.debit), credit=str(line.credit))


def _columns(lines: Sequence[LineIn], branch_id: int) -> dict[str, list[Any]]:
    return {
        "accounts": [line.account for line in lines],
        "branches": [line.branch_id or branch_id for line in lines],
        "debits": [Decimal(line.debit) for line in lines],
        "credits": [Decimal(line.credit) for line in lines],
        "memos": [line.memo for line in lines],
        "dimensions": [
            Jsonb([{"kind": d.kind, "code": d.code, "title": d.title} for d in line.dimensions]) for line in lines
        ],
        "taxes": [line.tax_code for line in lines],
        "bases": [line.tax_base for line in lines],
    }


def _id_of(source: str) -> int:
    found = JournalEntry.objects.filter(source=source).values_list("pk", flat=True).first()
    if found is None:
        raise NotPosted(source=source)
    return found


def _why_not(*, source: str, journal: str, on: date) -> Exception:
    if JournalEntry.objects.filter(source=source).exists():
        return AlreadyPosted(source=source)
    if not Journal.objects.filter(code=journal).exists():
        return UnknownJournal(journal=journal)
    return not_open(on)


def _explain_race(error: IntegrityError) -> None:
    """The period was closed or the day locked between our read and our write: the database's guard said so."""
    diagnosis = getattr(error.__cause__, "diag", None)
    refusal = {"ledger_period_open": PeriodNotOpen, "ledger_day_locked": DayLocked}.get(
        getattr(diagnosis, "constraint_name", "")
    )
    if refusal is not None:
        raise refusal() from error
    raise error
