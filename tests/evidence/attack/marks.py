"""A mark over everything that is posted, sealed, numbered, used or written down: it changes when any of it does."""

from collections.abc import Sequence
from typing import Any

import psycopg

from tests.evidence.attack.statements import CLOSED, KEPT


class Kept:
    """Remembers what was there, and says which tables are not as they were."""

    def __init__(self, link: psycopg.Connection[Any]) -> None:
        self.link = link
        marks = []
        for table, rows in KEPT.items():
            if table in CLOSED:
                rows = "true"
            else:
                (last,) = link.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone() or (0,)
                rows = f"({rows}) AND id <= {last}"
            if table == "ledger_journalline":  # a late line is newer than all of them
                rows = f"entry_id IN (SELECT id FROM ledger_journalentry WHERE {self._known_entries()})"
            marks.append(f"(SELECT md5(coalesce(string_agg(x::text, ',' ORDER BY x::text), '')) FROM {table} x"
                         f" WHERE {rows})")  # fmt: skip
        self.question = f"SELECT {', '.join(marks)}"
        self.before = self._asked()

    def changed(self) -> list[str]:
        """The tables that are not as they were."""
        return [table for table, was, now in zip(KEPT, self.before, self._asked(), strict=True) if was != now]

    def _asked(self) -> Sequence[str]:
        row = self.link.execute(self.question).fetchone()
        assert row is not None
        return row

    def _known_entries(self) -> str:
        (last,) = self.link.execute(
            "SELECT max(id) FROM ledger_journalentry WHERE posted_xid IS NOT NULL"
        ).fetchone() or (0,)
        return f"posted_xid IS NOT NULL AND id <= {last}"
