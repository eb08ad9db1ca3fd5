"""The journal as a stream of lines, read with a server-side cursor: memory does not grow with the span."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from modules.ledger.data import ExportRow

LINES = """
SELECT e.id, e.entry_on, coalesce(s.number, ''), e.source, e.source_number, j.code, b.code, a.code, a.name, a.type,
       l.debit, l.credit, coalesce(nullif(l.memo, ''), e.memo), coalesce(t.code, '')
  FROM ledger_journalentry e
  JOIN ledger_journalline l ON l.entry_id = e.id
  JOIN ledger_journal j ON j.id = e.journal_id
  JOIN ledger_account a ON a.id = l.account_id
  JOIN access_branch b ON b.id = l.branch_id
  LEFT JOIN ledger_journalseal s ON s.entry_id = e.id
  LEFT JOIN ledger_taxcode t ON t.id = l.tax_code_id
 WHERE e.state = 'posted' AND e.entry_on BETWEEN %(start)s AND %(until)s
   AND (%(branches)s::bigint[] IS NULL OR e.branch_id = ANY(%(branches)s::bigint[]))
 ORDER BY e.entry_on, e.id, l.position
"""
CHUNK = 2000


def journal_lines(*, from_on: date, to_on: date, branch_ids: list[int] | None = None) -> Iterator[ExportRow]:
    """Posted lines of a span in the order of the journal."""
    values: dict[str, Any] = {"start": from_on, "until": to_on, "branches": branch_ids}
    connection.ensure_connection()
    raw: Any = connection.connection
    with transaction.atomic(), raw.cursor(name=f"ledger_export_{uuid4().hex}") as cursor:
        cursor.itersize = CHUNK
        cursor.execute(LINES, values)
        for row in cursor:
            yield ExportRow(*row)
