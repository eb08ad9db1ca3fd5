"""Deliver everything now, in this process: for tests and for the demo's loader."""

from typing import Final

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from erp.kernel.bulk.behind import Behind, written_behind
from erp.kernel.events.delivering import Outcome, deliver
from erp.kernel.events.listeners import Listener, listener_named
from erp.kernel.events.models import Delivery, PendingEvent
from erp.kernel.events.routing import route
from erp.kernel.events.shipping import ship
from erp.kernel.events.sinks import SINK_PREFIX

BATCH: Final = 200


def drain() -> int:
    """Route and deliver until nothing is left, facts that listeners publish included. Returns the deliveries made.

    A listener that raises stops it: the exception is the caller's. Deliveries whose listener is not installed here,
    and dead letters, stay.
    """
    delivered = 0
    while True:
        while route():
            pass
        ship()
        made = _deliver_all()
        delivered += made
        if not made and not PendingEvent.objects.exists():
            return delivered


def _deliver_all() -> int:
    """One transaction for many, for this process is alone with them; one each as soon as anything is unusual."""
    try:
        with transaction.atomic():
            return _deliver_together()
    except Exception:
        return sum(_deliver_here(delivery_id) for delivery_id in _waiting().values_list("pk", flat=True))


def _deliver_together() -> int:
    batch = list(_waiting().select_for_update(of=("self",), skip_locked=True).select_related("event")[:BATCH])
    if not batch:
        return 0
    last = batch[-1]
    before = Q(event_id__lt=last.event_id) | Q(event_id=last.event_id, pk__lt=last.pk)
    if _waiting().filter(before).exclude(pk__in=[each.pk for each in batch]).exists():
        raise NotAlone  # an earlier fact of a line may be in another worker's hands
    with written_behind() as behind:
        _hand_over(batch, behind)
    Delivery.objects.filter(pk__in=[each.pk for each in batch]).update(
        state=Delivery.State.DONE, done_at=Now(), last_error=""
    )
    return len(batch)


def _hand_over(batch: list[Delivery], behind: Behind) -> None:
    correlation = None
    for delivery in batch:
        if delivery.event.correlation != correlation:
            correlation = delivery.event.correlation
            behind.flush()
            _carry(correlation)
        listener = _listener(delivery)
        listener.handle(listener.event.from_data(delivery.event.data), event_id=delivery.event.event_id)


class NotAlone(Exception):
    """Others deliver too, or a listener is not installed."""


def _listener(delivery: Delivery) -> Listener:
    listener = listener_named(delivery.listener, delivery.event.type)
    if listener is None:
        raise NotAlone
    return listener


def _carry(correlation: str) -> None:
    with connection.cursor() as cursor:  # what listeners publish carries the same request's id
        cursor.execute("SELECT set_config('aesthetix.request_id', %s, true)", [correlation])


def _waiting() -> QuerySet[Delivery]:
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING).exclude(listener__startswith=SINK_PREFIX)
    return waiting.order_by("event_id", "pk")


def _deliver_here(delivery_id: int) -> bool:
    return deliver(delivery_id, nudge=_nobody, raising=True) is Outcome.DONE


def _nobody(_delivery_ids: list[int]) -> None:
    """There is no worker to tell."""


def pending_count() -> int:
    """Facts not yet routed plus deliveries not yet made; dead letters do not count."""
    return PendingEvent.objects.count() + Delivery.objects.filter(state=Delivery.State.WAITING).count()
