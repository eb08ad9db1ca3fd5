"""TreatmentSession: planned → in_progress → completed → signed | cancelled | entered_in_error."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.access.models import User
from erp.kernel.machines.machine import Machine, transition
from modules.clinic.models import TreatmentSession
from modules.clinic.models.treatment_session import SessionState as State


class TreatmentSessionMachine(Machine[TreatmentSession]):
    births = (State.PLANNED,)

    @transition(source=State.PLANNED, target=State.IN_PROGRESS, label=_("Start treatment"))
    def start(self, *, at: datetime) -> None:
        self.record.started_at = at

    @transition(source=State.IN_PROGRESS, target=State.COMPLETED, label=_("Complete"))
    def complete(self, *, at: datetime) -> None:
        self.record.completed_at = at

    @transition(source=State.COMPLETED, target=State.SIGNED, label=_("Sign"))
    def sign(self, *, at: datetime, signed_by: User | None) -> None:
        self.record.signed_at = at
        self.record.signed_by = signed_by

    @transition(source=(State.PLANNED, State.IN_PROGRESS), target=State.CANCELLED, label=_("Cancel"))
    def cancel(self, *, at: datetime, reason: str) -> None:
        self.record.reason = reason

    @transition(
        source=(State.IN_PROGRESS, State.COMPLETED, State.SIGNED),
        target=State.ENTERED_IN_ERROR,
        label=_("Entered in error"),
    )
    def mark_error(self, *, at: datetime, reason: str) -> None:
        self.record.reason = reason
