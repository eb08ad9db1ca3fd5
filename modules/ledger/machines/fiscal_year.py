"""A fiscal year: open, closed."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.ledger.models import FiscalYear, YearState


class FiscalYearMachine(Machine[FiscalYear]):
    """Closed once its profit stands in equity; opened only with one of its periods."""

    births = (YearState.OPEN,)

    @transition(source=YearState.OPEN, target=YearState.CLOSED, label=_("Close the year"))
    def close(self, *, at: datetime, entry_id: int | None) -> None:
        """Its profit is carried to equity."""
        self.record.closing_entry_id = entry_id

    @transition(source=YearState.CLOSED, target=YearState.OPEN, label=_("Reopen"), hidden=True)
    def reopen(self, *, at: datetime) -> None:
        """Its closing entry is reversed."""
        self.record.closing_entry = None
