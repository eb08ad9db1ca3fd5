"""From a published fact to one delivery for each of its listeners.

Several relays may run. Whoever locks the first pending row of a key owns that key: a row that has an earlier pending
one is not eligible, so no other relay can overtake it. Facts without a key are taken as they come.
"""

from collections.abc import Sequence
from typing import Final

from django.db import connection, transaction

from erp.kernel.events.envelope import Envelope
from erp.kernel.events.listeners import listeners_of
from erp.kernel.events.models import Delivery, OutboxEvent, PendingEvent
from erp.kernel.events.sinks import SINK_PREFIX, durable_sinks

BATCH: Final = 500

_LOCK_HEADS: Final = """
    SELECT p.id, p.key FROM events_pendingevent p
    WHERE p.key = '' OR NOT EXISTS (
        SELECT 1 FROM events_pendingevent earlier WHERE earlier.key = p.key AND earlier.id < p.id)
    ORDER BY p.id LIMIT %s FOR UPDATE SKIP LOCKED
"""


def route(limit: int = BATCH) -> list[Envelope]:
    """Turn up to about `limit` pending facts into deliveries, in one transaction. Returns what was routed, in order."""
    with transaction.atomic():
        positions = _take(limit)
        if not positions:
            return []
        envelopes = [event.envelope for event in OutboxEvent.objects.filter(pk__in=positions).order_by("pk")]
        Delivery.objects.bulk_create(deliveries_of(envelopes), ignore_conflicts=True)
        PendingEvent.objects.filter(pk__in=positions).delete()
    return envelopes


def _take(limit: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_HEADS, [limit])
        heads: list[tuple[int, str]] = cursor.fetchall()
    keys = {key for _position, key in heads if key}
    # The head's lock is the lock of its key: its followers come along, so that a long line is not one a round.
    followers = PendingEvent.objects.select_for_update().filter(key__in=keys).order_by("pk")[:limit] if keys else []
    return sorted({position for position, _key in heads} | {row.pk for row in followers})


def deliveries_of(envelopes: Sequence[Envelope]) -> list[Delivery]:
    """One unsaved delivery for each listener and each durable sink."""
    sinks = [SINK_PREFIX + name for name in durable_sinks()]
    return [
        Delivery(event_id=envelope.position, listener=name, key=envelope.key)
        for envelope in envelopes
        for name in [*(listener.name for listener in listeners_of(envelope.type)), *sinks]
    ]
