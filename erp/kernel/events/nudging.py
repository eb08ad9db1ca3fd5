"""Tell a worker that there is something to deliver. A nudge may be lost or come twice: it is never the truth."""

import logging
from collections.abc import Sequence
from typing import Final

from celery import current_app
from django.db import connection, transaction

from erp.kernel.events.delivering import RENUDGE_SECONDS
from erp.kernel.events.models import Delivery
from erp.kernel.events.sinks import SINK_PREFIX
from erp.kernel.events.times import from_now

DELIVER: Final = "erp.kernel.events.tasks.deliver"
BATCH: Final = 500
log = logging.getLogger(__name__)

# Only the first in line of a listener and key: the others are called by the one before them.
_TAKE_DUE: Final = f"""
    WITH due AS (
        SELECT d.id FROM events_delivery d
        WHERE d.state = 'waiting' AND d.nudge_at <= clock_timestamp() AND d.listener NOT LIKE '{SINK_PREFIX}%%'
          AND (d.key = '' OR NOT EXISTS (
              SELECT 1 FROM events_delivery e WHERE e.state = 'waiting' AND e.listener = d.listener
                 AND e.key = d.key AND e.event_id < d.event_id))
        ORDER BY d.nudge_at, d.id LIMIT %s FOR UPDATE OF d SKIP LOCKED)
    UPDATE events_delivery SET nudge_at = clock_timestamp() + make_interval(secs => %s)
    FROM due WHERE events_delivery.id = due.id RETURNING events_delivery.id
"""


def nudge_due(limit: int = BATCH) -> int:
    """Send a nudge for every delivery whose time has come. Returns how many; -1 when the broker does not answer."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TAKE_DUE, [limit, RENUDGE_SECONDS])
        due = sorted(row[0] for row in cursor.fetchall())
    # After the commit: a worker that is quicker than we are must find the row unlocked.
    return len(due) if send_nudges(due) else -1


def send_nudges(delivery_ids: Sequence[int]) -> bool:
    """Put the nudges on the queue. If the broker is away, they are due again in a second; never raises for that."""
    for done, delivery_id in enumerate(delivery_ids):
        try:
            current_app.send_task(DELIVER, args=[delivery_id])
        except Exception as error:  # kombu wraps what it knows; a socket may raise anything
            log.warning("broker: %s", type(error).__name__)
            Delivery.objects.filter(pk__in=delivery_ids[done:], state=Delivery.State.WAITING).update(
                nudge_at=from_now(1)
            )
            return False
    return True


def nudge(delivery_ids: list[int]) -> None:
    """For the deliverer, after its commit."""
    send_nudges(delivery_ids)
