"""Runs one listener for one fact, and ticks, in the same transaction."""

import logging
import traceback
from collections.abc import Callable
from enum import Enum
from typing import Final

from django.db import connection, transaction
from django.db.models import Exists, F, Func, OuterRef, TextField, Value

from erp.kernel.documents.refusals import Refusal
from erp.kernel.events.listeners import listener_named
from erp.kernel.events.models import Delivery
from erp.kernel.events.times import from_now

MAX_ATTEMPTS: Final = 8
UNKNOWN_WAIT_SECONDS: Final = 3
RENUDGE_SECONDS: Final = 60
MAX_ERROR: Final = 200
TEXT: Final = TextField()
log = logging.getLogger(__name__)


class Outcome(Enum):
    DONE = "done"
    ELSEWHERE = "elsewhere"  # done, dead, or in another worker's hands
    BLOCKED = "blocked"  # an earlier fact of the same key is first
    UNKNOWN = "unknown"  # this process does not have the listener (yet)
    FAILED = "failed"


def deliver(delivery_id: int, *, nudge: Callable[[list[int]], None], raising: bool = False) -> Outcome:
    """Run the listener of a delivery unless it is not its turn.

    When the listener raises, everything it did is rolled back, the attempt is counted and the delivery waits for its
    next turn; with `raising` the exception goes on to the caller instead. After a success the next fact in line is
    nudged.
    """
    try:
        with transaction.atomic():
            return _deliver(delivery_id, nudge)
    except Exception as error:
        if raising:
            raise
        log.warning("delivery %s: %s", delivery_id, describe(error))
        count_failure(delivery_id, error)
        return Outcome.FAILED


def _deliver(delivery_id: int, nudge: Callable[[list[int]], None]) -> Outcome:
    delivery = _locked(delivery_id)
    if delivery is None:
        return Outcome.ELSEWHERE
    if delivery.blocked:  # type: ignore[attr-defined]
        return Outcome.BLOCKED
    listener = listener_named(delivery.listener, delivery.event.type)
    if listener is None:
        Delivery.objects.filter(pk=delivery.pk).update(nudge_at=from_now(UNKNOWN_WAIT_SECONDS))
        return Outcome.UNKNOWN
    listener.handle(listener.event.from_data(delivery.event.data), event_id=delivery.event.event_id)
    following = _tick(delivery)
    if following is not None:
        transaction.on_commit(lambda: nudge([following]))
    return Outcome.DONE


def _locked(delivery_id: int) -> Delivery | None:
    """The delivery under its lock, with what else must be known first, in one round trip.

    `blocked`: an earlier fact waits in the same line (same listener, same key; without a key there is no line).
    The request's id is set on the way, so that what the listener publishes carries it.
    """
    earlier = Delivery.objects.filter(
        listener=OuterRef("listener"), key=OuterRef("key"), state=Delivery.State.WAITING, event__lt=OuterRef("event")
    ).exclude(key="")
    carried = Func(
        Value("aesthetix.request_id"), "event__correlation", Value(True), function="set_config", output_field=TEXT
    )
    return (
        Delivery.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("event")
        .filter(pk=delivery_id, state=Delivery.State.WAITING)
        .annotate(blocked=Exists(earlier), carried=carried)
        .first()
    )


_TICK: Final = """
    WITH ticked AS (
        UPDATE events_delivery SET state = 'done', done_at = statement_timestamp(), last_error = '' WHERE id = %(id)s)
    SELECT id FROM events_delivery
    WHERE listener = %(listener)s AND key = %(key)s AND key <> '' AND state = 'waiting' AND event_id > %(event)s
    ORDER BY event_id LIMIT 1
"""


def _tick(delivery: Delivery) -> int | None:
    """Done; answers the next delivery in the same line."""
    with connection.cursor() as cursor:
        cursor.execute(
            _TICK,
            {
                "id": delivery.pk,
                "listener": delivery.listener,
                "key": delivery.key,
                "event": delivery.event_id,
            },
        )
        row = cursor.fetchone()
    return row[0] if row else None


def count_failure(delivery_id: int, error: Exception) -> None:
    """Count an attempt: wait longer each time, give up after the eighth."""
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().filter(pk=delivery_id, state=Delivery.State.WAITING).first()
        if delivery is None:
            return
        attempts = delivery.attempts + 1
        Delivery.objects.filter(pk=delivery_id).update(
            attempts=F("attempts") + 1,
            last_error=describe(error),
            state=Delivery.State.DEAD if attempts >= MAX_ATTEMPTS else Delivery.State.WAITING,
            nudge_at=from_now(2 ** (attempts - 1)),
        )


def describe(error: Exception) -> str:
    """What went wrong and where, without the message: it may quote a patient."""
    name = error.refusal_code if isinstance(error, Refusal) else type(error).__qualname__
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return f"{name}{place}"[:MAX_ERROR]
