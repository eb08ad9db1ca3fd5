"""Say that something happened, inside the transaction that makes it true."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection
from psycopg.types.json import Jsonb

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
    sql, parameters, ids = outbox_insert(events)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
    return ids


def outbox_insert(events: Sequence[Event]) -> tuple[str, list[Any], list[UUID]]:
    """The statement itself, its parameters and the ids, for a hot verb that sends its writes in one pipeline."""
    ids = [uuid4() for _ in events]
    parameters: list[Any] = []
    for event, event_id in zip(events, ids, strict=True):
        parameters += [event_id, event.type, event.ordering_key, Jsonb(event.to_data())]
    return _INSERT + ", ".join([_ROW] * len(events)), parameters, ids
