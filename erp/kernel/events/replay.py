"""What a module missed while it was not installed."""

from collections.abc import Iterator
from typing import Final

from django.db import transaction
from django.db.models import Max, Min

from erp.kernel.events.listeners import listeners_in
from erp.kernel.events.models import Delivery, OutboxEvent

BATCH: Final = 1000
# A transaction that took its position early may commit late. Deliveries are unique, so looking back costs nothing.
LOOK_BACK: Final = 1000


def current_position() -> int:
    """Where the outbox stands: what is published from now on has a higher position."""
    return OutboxEvent.objects.aggregate(last=Max("pk"))["last"] or 0


def stop_listening(module: str) -> int:
    """Take back what the module's listeners are still owed. Returns the position from which to replay later."""
    with transaction.atomic():
        owed = Delivery.objects.filter(listener__startswith=f"{module}.").exclude(state=Delivery.State.DONE)
        first = owed.aggregate(first=Min("event_id"))["first"]
        position = current_position() if first is None else first - 1
        owed.delete()
    return position


def replay_missed(module: str, since_event_id: int) -> int:
    """Owe the module's listeners every fact after position `since_event_id` that they have not had. Returns how many.

    Runs in a process in which the module is installed. Repeating it changes nothing.
    """
    return sum(_owe(batch) for batch in _missed(module, max(0, since_event_id - LOOK_BACK)))


def _missed(module: str, since: int) -> Iterator[list[Delivery]]:
    names: dict[str, list[str]] = {}
    for listener in listeners_in(module):
        names.setdefault(listener.event.type, []).append(listener.name)
    while names:
        events = list(OutboxEvent.objects.filter(pk__gt=since, type__in=names).order_by("pk")[:BATCH])
        if not events:
            return
        yield [Delivery(event=event, listener=name, key=event.key) for event in events for name in names[event.type]]
        since = events[-1].pk


def _owe(deliveries: list[Delivery]) -> int:
    with transaction.atomic():
        before = _count(deliveries)
        Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
        return _count(deliveries) - before


def _count(deliveries: list[Delivery]) -> int:
    return Delivery.objects.filter(
        event__in={delivery.event_id for delivery in deliveries},
        listener__in={delivery.listener for delivery in deliveries},
    ).count()
