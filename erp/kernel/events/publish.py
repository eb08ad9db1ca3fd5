"""Say that something happened, inside the transaction that makes it true."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection
from psycopg.types.json import Jsonb

from erp.kernel.bulk.behind import write
from erp.kernel.events.event import Event

_INSERT: Final = "INSERT INTO events_outboxevent (event_id, type, key, data) VALUES "
_ROW: Final = "(%s, %s, %s, %s)"


def publish(event: Event) -> UUID:
    """Write `event` to the outbox of the caller's transaction: one statement. Returns its id."""
    return publish_all([event])[0]


def publish_all(events: Sequence[Event]) -> list[UUID]:
    """Write several facts, in order, with one statement."""
    if not events:
        return []
    if not connection.in_atomic_block:
        raise RuntimeError("publish() belongs into the transaction of what it announces")
    rows = [(uuid4(), event) for event in events]
    write(_write, rows)
    return [event_id for event_id, _event in rows]


def _write(rows: list[tuple[UUID, Event]]) -> None:
    sql, parameters = _statement(rows)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def _statement(rows: Sequence[tuple[UUID, Event]]) -> tuple[str, list[Any]]:
    parameters: list[Any] = []
    for event_id, event in rows:
        parameters += [event_id, event.type, event.ordering_key, Jsonb(event.to_data())]
    return _INSERT + ", ".join([_ROW] * len(rows)), parameters
