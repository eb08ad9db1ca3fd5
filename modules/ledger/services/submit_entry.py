"""Ask somebody else to post an entry, and return it to its writer."""

from datetime import datetime
from typing import Any

from erp.kernel.events.publish import publish_all
from erp.kernel.machines.gate import fire
from erp.kernel.realtime.announce import changed
from modules.ledger.events import EntryDecided, EntrySubmitted
from modules.ledger.models import JournalEntry
from modules.ledger.selectors.by_hand import NOUN
from modules.ledger.services.check_entry import check_whole


def submit_entry(*, journal_entry_id: int, by: Any, at: datetime) -> JournalEntry:
    """Ask for approval. The caller holds the transaction. Raises NotNow, and what makes an entry unfit to be posted."""
    entry = JournalEntry.objects.select_for_update(of=("self",)).get(pk=journal_entry_id)
    check_whole(entry)
    fire(entry, "submit", by=by, at=at, asker=by)
    asked = EntrySubmitted(
        entry_id=entry.pk, branch_id=entry.branch_id, submitted_by_id=entry.submitted_by_id or 0, submitted_at=at
    )
    publish_all([asked, changed(NOUN, entry.pk, entry.version, branch_id=entry.branch_id)])
    return entry


def send_back_entry(*, journal_entry_id: int, reason: str = "", by: Any, at: datetime) -> JournalEntry:
    """Return it to its writer, as a draft. Raises NotNow or NotAllowed."""
    entry = JournalEntry.objects.select_for_update(of=("self",)).get(pk=journal_entry_id)
    withdrawn = by is not None and by.pk == entry.submitted_by_id
    fire(entry, "send_back", by=by, at=at, why=reason)
    tell_decided(entry, outcome="withdrawn" if withdrawn else "sent_back", by=by, at=at)
    return entry


def tell_decided(entry: JournalEntry, *, outcome: str, by: Any, at: datetime) -> None:
    """Say how it ended: `posted`, `sent_back` or `withdrawn`."""
    fact = EntryDecided(
        entry_id=entry.pk,
        branch_id=entry.branch_id,
        outcome=outcome,
        decided_by_id=by.pk if by is not None else None,
        decided_at=at,
    )
    publish_all([fact, changed(NOUN, entry.pk, entry.version, branch_id=entry.branch_id)])
