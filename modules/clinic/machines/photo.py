"""Photo: checking → ready | rejected. The worker that looked at the file says which."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.machines.machine import Machine, transition
from modules.clinic.models import Photo
from modules.clinic.models.photo import PhotoState as State


class PhotoMachine(Machine[Photo]):
    births = (State.CHECKING,)

    @transition(source=State.CHECKING, target=State.READY, hidden=True)
    def accept(self, *, at: datetime, width: int, height: int) -> None:
        self.record.width = width
        self.record.height = height

    @transition(source=State.CHECKING, target=State.REJECTED, hidden=True)
    def reject(self, *, at: datetime, reason: str) -> None:
        self.record.reason = reason[:200]
