"""A shift's life."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.sales.models import RegisterSession, SessionState


class RegisterSessionMachine(Machine[RegisterSession]):
    """opening → open → counting → closed."""

    births = (SessionState.OPENING, SessionState.OPEN)

    @transition(source=SessionState.OPENING, target=SessionState.OPEN, label=_("Open"), hidden=True)
    def open(self, *, at: datetime) -> None:
        """Start selling."""

    @transition(source=SessionState.OPEN, target=SessionState.COUNTING, label=_("Start counting"))
    def start_count(self, *, at: datetime) -> None:
        """Sell no more; count the drawer."""

    @transition(source=SessionState.COUNTING, target=SessionState.CLOSED, label=_("Close"))
    def close(self, *, at: datetime) -> None:
        """The shift is over."""
        self.record.closed_at = at
