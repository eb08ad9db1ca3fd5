"""Rows of append-only tables, collected and written together: for whoever does much in one transaction.

Facts, transitions and the like are read by nobody before the commit; a loader, or a worker with a hundred deliveries
in its hands, need not send each by itself. Where nothing collects, a row is written at once.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.db import connection

Writer = Callable[[list[Any]], None]
MOST: Final = 500  # rows of one table in one statement


class Behind:
    """What waits to be written, by the function that writes it."""

    def __init__(self) -> None:
        self._rows: dict[Writer, list[Any]] = {}

    def add(self, write: Writer, rows: Sequence[Any]) -> None:
        """Keep rows for `write`, which gets them in this order."""
        self._rows.setdefault(write, []).extend(rows)

    def flush(self) -> None:
        """Write everything now, each table's rows in their order."""
        waiting, self._rows = self._rows, {}
        for write, rows in waiting.items():
            for start in range(0, len(rows), MOST):
                write(rows[start : start + MOST])


_behind: ContextVar[Behind | None] = ContextVar("behind", default=None)


@contextmanager
def written_behind() -> Iterator[Behind]:
    """Collect inside; write at the end, in the caller's transaction. When it fails, nothing is written."""
    if not connection.in_atomic_block:
        raise RuntimeError("what is written behind belongs into one transaction")
    behind = Behind()
    token = _behind.set(behind)
    try:
        yield behind
        behind.flush()
    finally:
        _behind.reset(token)


def write(writer: Writer, rows: Sequence[Any]) -> None:
    """Write `rows` by `writer`: at once, or together with others when somebody collects."""
    behind = _behind.get()
    if behind is None:
        writer(list(rows))
    else:
        behind.add(writer, rows)
