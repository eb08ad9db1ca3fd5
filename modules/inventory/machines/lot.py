"""A lot's life."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.inventory.models import Lot, LotState


class LotMachine(Machine[Lot]):
    """quarantined → available → recalled | expired | depleted."""

    births = (LotState.QUARANTINED, LotState.AVAILABLE)

    @transition(source=LotState.QUARANTINED, target=LotState.AVAILABLE, label=_("Release"))
    def release(self, *, at: datetime) -> None:
        """Let it be used."""

    @transition(source=(LotState.QUARANTINED, LotState.AVAILABLE), target=LotState.RECALLED, label=_("Recall"))
    def recall(self, *, at: datetime) -> None:
        """Nobody uses it any more."""

    @transition(source=LotState.AVAILABLE, target=LotState.EXPIRED, label=_("Mark as expired"))
    def expire(self, *, at: datetime) -> None:
        """Its last day has passed."""

    @transition(source=LotState.AVAILABLE, target=LotState.DEPLETED, label=_("Mark as used up"), hidden=True)
    def deplete(self, *, at: datetime) -> None:
        """Nothing is left anywhere."""
