"""Deliveries that failed eight times: somebody has to look, mend, and try again."""

from collections.abc import Sequence

from django.db.models import QuerySet

from erp.kernel.events.models import Delivery
from erp.kernel.events.times import Clock


def dead_letters() -> QuerySet[Delivery]:
    """All of them, oldest first."""
    return Delivery.objects.filter(state=Delivery.State.DEAD).select_related("event").order_by("pk")


def retry(delivery_ids: Sequence[int] | None) -> int:
    """Put dead letters (None: all) back in line with eight new attempts. Returns how many."""
    letters = Delivery.objects.filter(state=Delivery.State.DEAD)
    if delivery_ids is not None:
        letters = letters.filter(pk__in=delivery_ids)
    return letters.update(state=Delivery.State.WAITING, attempts=0, nudge_at=Clock())
