"""Deliver everything now, in this process: for tests and for the demo's loader."""

from erp.kernel.events.delivering import Outcome, deliver
from erp.kernel.events.models import Delivery, PendingEvent
from erp.kernel.events.routing import route
from erp.kernel.events.shipping import ship
from erp.kernel.events.sinks import SINK_PREFIX


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
        made = sum(_deliver_here(delivery_id) for delivery_id in _waiting())
        delivered += made
        if not made and not PendingEvent.objects.exists():
            return delivered


def _waiting() -> list[int]:
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING).exclude(listener__startswith=SINK_PREFIX)
    return list(waiting.order_by("event_id", "pk").values_list("pk", flat=True))


def _deliver_here(delivery_id: int) -> bool:
    return deliver(delivery_id, nudge=_nobody, raising=True) is Outcome.DONE


def _nobody(_delivery_ids: list[int]) -> None:
    """There is no worker to tell."""


def pending_count() -> int:
    """Facts not yet routed plus deliveries not yet made; dead letters do not count."""
    return PendingEvent.objects.count() + Delivery.objects.filter(state=Delivery.State.WAITING).count()
