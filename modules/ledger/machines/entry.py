"""A journal entry: draft, submitted, posted, and then for ever."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, reason, transition
from modules.ledger.models import EntryState, JournalEntry
from modules.ledger.policies import may_approve, may_send_back
from modules.ledger.selectors.by_hand import NOUN, needs_approval


@reason(_("An entry of this size is posted only by approval"))
def is_small(entry: JournalEntry) -> bool:
    """Below the amount from which somebody else must agree."""
    return not needs_approval(entry)


class EntryMachine(Machine[JournalEntry]):
    """Documents post in one go (born posted); entries by hand are drafted first, and large ones approved."""

    births = (EntryState.DRAFT, EntryState.POSTED)

    @transition(source=EntryState.DRAFT, target=EntryState.POSTED, conditions=(is_small,), label=_("Post"))
    def post(self, *, at: datetime, poster: Any = None) -> None:
        """Enter it into the books."""
        self._enter(at, poster)

    @transition(source=EntryState.DRAFT, target=EntryState.SUBMITTED, label=_("Submit"))
    def submit(self, *, at: datetime, asker: Any) -> None:
        """Ask for approval."""
        self.record.submitted_by = asker
        self.record.submitted_at = at
        self.record.sent_back_because = ""

    @transition(source=EntryState.SUBMITTED, target=EntryState.POSTED, permission=may_approve, label=_("Approve"))
    def approve(self, *, at: datetime, poster: Any) -> None:
        """Agree, and enter it into the books: never one's own."""
        self._enter(at, poster)

    @transition(source=EntryState.SUBMITTED, target=EntryState.DRAFT, permission=may_send_back, label=_("Send back"))
    def send_back(self, *, at: datetime, why: str = "") -> None:
        """Return it to its writer."""
        self.record.submitted_by = None
        self.record.submitted_at = None
        self.record.sent_back_because = why

    @transition(source=EntryState.DRAFT, target=EntryState.DISCARDED, label=_("Discard"))
    def discard(self, *, at: datetime) -> None:
        """Give it up; its number stays taken. What it was to reverse can be reversed by another."""
        self.record.reverses = None
        self.record.source = f"{NOUN}:{self.record.pk}"

    def _enter(self, at: datetime, poster: Any) -> None:
        self.record.posted_at = at
        self.record.posted_by = poster
