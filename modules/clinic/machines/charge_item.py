"""ChargeItem: planned → billable → billed | cancelled. Only services speak these verbs."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.machines.machine import Machine, transition
from modules.clinic.models import ChargeItem
from modules.clinic.models.charge_item import ChargeState as State


class ChargeItemMachine(Machine[ChargeItem]):
    births = (State.PLANNED, State.BILLABLE)

    @transition(source=State.PLANNED, target=State.BILLABLE, hidden=True)
    def release(self, *, at: datetime) -> None:
        """The session is signed."""

    @transition(source=State.BILLABLE, target=State.BILLED, hidden=True)
    def bill(self, *, at: datetime, billed_by: str) -> None:
        self.record.billed_by = billed_by

    @transition(source=State.BILLED, target=State.BILLABLE, hidden=True)
    def unbill(self, *, at: datetime) -> None:
        self.record.billed_by = ""

    @transition(source=(State.PLANNED, State.BILLABLE), target=State.CANCELLED, hidden=True)
    def cancel(self, *, at: datetime) -> None:
        """Nobody will pay this."""
