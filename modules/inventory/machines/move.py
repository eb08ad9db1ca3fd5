"""A move: planned, reserved, done. What is done is done."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.inventory.models import MoveState, StockMove


class MoveMachine(Machine[StockMove]):
    """Issues and receipts are born done; only planned moves walk."""

    births = (MoveState.DRAFT, MoveState.DONE)

    @transition(source=MoveState.DRAFT, target=MoveState.RESERVED, label=_("Reserve"), hidden=True)
    def reserve(self, *, at: datetime) -> None:
        """Keep the goods for it."""

    @transition(source=(MoveState.DRAFT, MoveState.RESERVED), target=MoveState.DONE, label=_("Done"), hidden=True)
    def finish(self, *, at: datetime) -> None:
        """The goods are there."""

    @transition(
        source=(MoveState.DRAFT, MoveState.RESERVED), target=MoveState.CANCELLED, label=_("Cancel"), hidden=True
    )
    def cancel(self, *, at: datetime) -> None:
        """It will not happen."""
