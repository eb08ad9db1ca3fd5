"""A journal entry: draft, submitted, posted, and then for ever."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.ledger.models import EntryState, JournalEntry


class EntryMachine(Machine[JournalEntry]):
    """Documents post in one go (born posted); entries by hand are drafted first."""

    births = (EntryState.DRAFT, EntryState.POSTED)

    @transition(source=EntryState.DRAFT, target=EntryState.SUBMITTED, label=_("Submit"))
    def submit(self, *, at: datetime) -> None:
        """Ask for approval."""

    @transition(source=EntryState.SUBMITTED, target=EntryState.DRAFT, label=_("Send back"))
    def send_back(self, *, at: datetime) -> None:
        """Return it to its writer."""

    @transition(source=(EntryState.DRAFT, EntryState.SUBMITTED), target=EntryState.POSTED, label=_("Post"))
    def post(self, *, at: datetime, by: Any = None) -> None:
        """Enter it into the books."""
        self.record.posted_at = at
        self.record.posted_by = by
