"""Enter into the books what was written by hand: the small by their writer, the large by somebody else."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from erp.kernel.machines.gate import fire
from erp.kernel.realtime.announce import announce
from modules.ledger.errors import NeedsApproval
from modules.ledger.models import EntryState, JournalEntry
from modules.ledger.selectors.by_hand import NOUN, approval_from, needs_approval
from modules.ledger.services.check_entry import check_whole
from modules.ledger.services.submit_entry import tell_decided


def post_draft(*, journal_entry_id: int, by: Any, at: datetime) -> JournalEntry:
    """Post a draft below the amount of approval. The caller holds the transaction.

    Raises NeedsApproval above it, NotNow, and what makes an entry unfit to be posted.
    """
    entry = JournalEntry.objects.select_for_update(of=("self",)).get(pk=journal_entry_id)
    if entry.state == EntryState.DRAFT:
        check_whole(entry)
        if needs_approval(entry):
            limit = f"{approval_from():,.2f}"
            raise NeedsApproval(remedy=_("Submit it: entries from %(limit)s are approved.") % {"limit": limit})
    fire(entry, "post", by=by, at=at, poster=by)
    announce(NOUN, entry.pk, entry.version, branch_id=entry.branch_id)
    return entry


def approve_entry(*, journal_entry_id: int, by: Any, at: datetime) -> JournalEntry:
    """Post what was submitted. Raises NotAllowed to who wrote or submitted it, NotNow, PeriodNotOpen."""
    entry = JournalEntry.objects.select_for_update(of=("self",)).get(pk=journal_entry_id)
    if entry.state == EntryState.SUBMITTED:
        check_whole(entry)
    fire(entry, "approve", by=by, at=at, poster=by)
    tell_decided(entry, outcome="posted", by=by, at=at)
    return entry
