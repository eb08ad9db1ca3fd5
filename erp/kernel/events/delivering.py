"""Runs one listener for one fact, and ticks, in the same transaction."""

import logging
import traceback
from collections.abc import Callable
from enum import Enum
from typing import Final

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from erp.kernel.documents.refusals import Refusal
from erp.kernel.events.listeners import Listener, listener_named
from erp.kernel.events.models import Delivery
from erp.kernel.events.times import from_now

MAX_ATTEMPTS: Final = 8
UNKNOWN_WAIT_SECONDS: Final = 3
RENUDGE_SECONDS: Final = 60
MAX_ERROR: Final = 200
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
    delivery = (
        Delivery.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("event")
        .filter(pk=delivery_id, state=Delivery.State.WAITING)
        .first()
    )
    if delivery is None:
        return Outcome.ELSEWHERE
    if _line(delivery).filter(event__lt=delivery.event_id).exists():
        return Outcome.BLOCKED
    listener = listener_named(delivery.listener, delivery.event.type)
    if listener is None:
        Delivery.objects.filter(pk=delivery.pk).update(nudge_at=from_now(UNKNOWN_WAIT_SECONDS))
        return Outcome.UNKNOWN
    _run(listener, delivery)
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.DONE, done_at=Now(), last_error="")
    _call_next(delivery, nudge)
    return Outcome.DONE


def _run(listener: Listener, delivery: Delivery) -> None:
    event = delivery.event
    with connection.cursor() as cursor:  # what the listener publishes carries the same request's id
        cursor.execute("SELECT set_config('aesthetix.request_id', %s, true)", [event.correlation])
    listener.handle(listener.event.from_data(event.data), event_id=event.event_id)


def _line(delivery: Delivery) -> QuerySet[Delivery]:
    """Deliveries waiting in the same line: same listener, same key. Without a key there is no line."""
    if not delivery.key:
        return Delivery.objects.none()
    return Delivery.objects.filter(listener=delivery.listener, key=delivery.key, state=Delivery.State.WAITING)


def _call_next(delivery: Delivery, nudge: Callable[[list[int]], None]) -> None:
    following = (
        _line(delivery).filter(event__gt=delivery.event_id).order_by("event").values_list("pk", flat=True).first()
    )
    if following is not None:
        transaction.on_commit(lambda: nudge([following]))


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
