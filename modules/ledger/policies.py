"""Who may, beyond the table of rights."""

from typing import Any

from erp.kernel.access.rights import may
from modules.ledger.models import JournalEntry, Reopening


def may_approve(user: Any, entry: JournalEntry) -> bool:
    """Those with the right; never who wrote the entry or asked for it."""
    return may(user, "ledger.approve_journal_entry", entry) and user.pk not in (
        entry.submitted_by_id,
        entry.written_by_id,
    )


def may_send_back(user: Any, entry: JournalEntry) -> bool:
    """Whoever may approve; and who asked, to ask no more."""
    return user.pk == entry.submitted_by_id or may(user, "ledger.send_back_journal_entry", entry)


def may_decide_reopening(user: Any, reopening: Reopening) -> bool:
    """Those with the right; never who asked."""
    return may(user, "ledger.approve_reopening", reopening) and user.pk != reopening.requested_by_id


def may_withdraw_reopening(user: Any, reopening: Reopening) -> bool:
    """Who asked."""
    return bool(user.pk == reopening.requested_by_id)
