"""Hands facts to the durable sinks, in order, again until it went well."""

import logging
from typing import Final

from django.db import transaction
from django.db.models.functions import Now

from erp.kernel.events.models import Delivery
from erp.kernel.events.sinks import SINK_PREFIX, Sink, durable_sinks
from erp.kernel.events.times import Clock, from_now

BATCH: Final = 200
RETRY_SECONDS: Final = 5
log = logging.getLogger(__name__)


def ship() -> int:
    """One batch for each durable sink. Returns how many facts went out."""
    return sum(_ship_to(name, sink) for name, sink in durable_sinks().items())


def _ship_to(name: str, sink: Sink) -> int:
    """The whole line is one line here: a broker gets facts in the order of the outbox. At least once."""
    with transaction.atomic():
        line = Delivery.objects.filter(listener=SINK_PREFIX + name, state=Delivery.State.WAITING)
        first = line.select_for_update(of=("self",), skip_locked=True).order_by("event_id").first()
        oldest = line.order_by("event_id").values_list("pk", flat=True).first()
        if first is None or first.pk != oldest or not line.filter(pk=first.pk, nudge_at__lte=Clock()).exists():
            return 0  # nothing, another relay is at it, or it failed a moment ago
        batch = list(line.select_related("event").order_by("event_id")[:BATCH])
        ids = [delivery.pk for delivery in batch]
        try:
            sink.send([delivery.event.envelope for delivery in batch])
        except Exception:
            log.exception("sink %s", name)
            line.filter(pk=first.pk).update(nudge_at=from_now(RETRY_SECONDS))
            return 0
        Delivery.objects.filter(pk__in=ids).update(state=Delivery.State.DONE, done_at=Now())
    return len(ids)
