"""Has everybody heard?"""

from uuid import UUID

from erp.kernel.events.models import Delivery, OutboxEvent, PendingEvent
from erp.kernel.events.sinks import SINK_PREFIX


def unacknowledged(event_id: UUID) -> list[str]:
    """Listeners that have not finished with a fact yet, dead letters included; [""] while it is not routed."""
    if PendingEvent.objects.filter(pk__in=OutboxEvent.objects.filter(event_id=event_id).values("pk")).exists():
        return [""]
    owed = Delivery.objects.filter(event__event_id=event_id).exclude(listener__startswith=SINK_PREFIX)
    deliveries = owed.exclude(state=Delivery.State.DONE)
    return sorted(deliveries.values_list("listener", flat=True))
