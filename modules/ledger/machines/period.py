"""A period of the books: open, closing, closed."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.ledger.models import Period, PeriodState


class PeriodMachine(Machine[Period]):
    """Only an open period takes entries."""

    births = (PeriodState.OPEN,)

    @transition(source=PeriodState.OPEN, target=PeriodState.CLOSING, label=_("Start closing"))
    def start_closing(self, *, at: datetime) -> None:
        """Stop taking entries."""

    @transition(source=PeriodState.CLOSING, target=PeriodState.CLOSED, label=_("Close"))
    def close(self, *, at: datetime) -> None:
        """Close the books of the month."""

    @transition(source=PeriodState.CLOSING, target=PeriodState.OPEN, label=_("Go on posting"))
    def resume(self, *, at: datetime) -> None:
        """Take entries again: it was not closed yet."""

    @transition(source=PeriodState.CLOSED, target=PeriodState.OPEN, label=_("Reopen"), hidden=True)
    def reopen(self, *, at: datetime) -> None:
        """Take entries again, as an approved wish says."""
