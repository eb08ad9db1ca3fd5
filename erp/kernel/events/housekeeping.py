"""Old ticks go; the facts themselves stay for ever."""

from datetime import timedelta
from typing import Final

from django.db.models import Value

from erp.kernel.events.listeners import known_names
from erp.kernel.events.models import Delivery
from erp.kernel.events.times import Clock

KEEP: Final = timedelta(days=30)
BATCH: Final = 5000


def delete_old_deliveries(keep: timedelta = KEEP) -> int:
    """Delete a batch of deliveries done long ago. Returns how many.

    Ticks of listeners that are not installed now are kept: at reinstall they say what need not be replayed.
    """
    old = Delivery.objects.filter(
        state=Delivery.State.DONE, done_at__lt=Clock() - Value(keep), listener__in=known_names()
    )
    return Delivery.objects.filter(pk__in=old.values("pk")[:BATCH]).delete()[0]
