"""Reverse, from its page, an entry that was written by hand."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from erp.kernel.documents.refusals import Invalid
from erp.kernel.realtime.announce import announce
from modules.ledger.errors import NotReversible
from modules.ledger.models import JournalEntry
from modules.ledger.selectors.by_hand import NOUN, is_reversible, needs_approval
from modules.ledger.selectors.periods import open_period
from modules.ledger.services.draft_entry import draft_entry
from modules.ledger.services.reverse_entry import mirror_of, reverse_entry
from modules.ledger.services.submit_entry import submit_entry


def reverse_by_hand(*, journal_entry_id: int, on: date, reason: str, by: Any, at: datetime) -> JournalEntry:
    """Post the mirror of an entry; a large one is submitted for approval as the entry itself was.

    The caller holds the transaction. Raises NotReversible for a document's entry, a reversal, or what is reversed
    already, Invalid for a day before the entry's, and PeriodNotOpen. Answers the entry that was reversed.
    """
    entry = JournalEntry.objects.select_for_update(of=("self",)).get(pk=journal_entry_id)
    if not is_reversible(entry):
        raise NotReversible(remedy=_("What a document has posted is corrected by the document: void or refund it."))
    if on < entry.entry_on:
        raise Invalid(
            _("A reversal is not earlier than what it reverses"),
            field="on",
            remedy=_("Choose %(day)s or a later day.") % {"day": entry.entry_on.isoformat()},
        )
    open_period(on=on)
    if needs_approval(entry):
        mirror = draft_entry(
            journal_id=entry.journal_id,
            branch_id=entry.branch_id,
            entry_on=on,
            lines=mirror_of(entry),
            memo=reason,
            by=by,
            at=at,
            reverses=entry,
        )
        submit_entry(journal_entry_id=mirror.pk, by=by, at=at)
    else:
        reverse_entry(source=entry.source, reason=reason, on=on, by=by, at=at)
    announce(NOUN, entry.pk, entry.version, branch_id=entry.branch_id)
    return entry
