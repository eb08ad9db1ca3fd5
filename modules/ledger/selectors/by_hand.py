"""Entries by hand: from which amount they are approved, and which accounts they leave alone."""

from decimal import Decimal

from django.db.models import Sum

from erp.kernel.hooks.hook import contributors
from modules.ledger.data import ZERO
from modules.ledger.hooks import Proof
from modules.ledger.models import EntryState, JournalEntry, JournalLine, LedgerSetting
from modules.ledger.models.setting import ONLY
from modules.ledger.selectors.accounts import accounts_by_role

NOUN = "ledger.journal_entry"


def approval_from() -> Decimal:
    """The amount from which somebody else posts; 0.00 where nobody has said."""
    found = LedgerSetting.objects.filter(pk=ONLY).values_list("approval_from", flat=True).first()
    return found if found is not None else ZERO


def total_of(entry: JournalEntry) -> Decimal:
    """Its debits; as the list has summed them, else asked."""
    if hasattr(entry, "total"):
        return entry.total or ZERO
    return JournalLine.objects.filter(entry=entry).aggregate(total=Sum("debit"))["total"] or ZERO


def needs_approval(entry: JournalEntry) -> bool:
    """Whether somebody else than its writer must post it."""
    return total_of(entry) >= approval_from()


def control_accounts() -> dict[str, str]:
    """Accounts that a sub-ledger answers for, by code, with the sub-ledger's name."""
    roles = accounts_by_role()
    proofs = contributors(Proof)  # type: ignore[type-abstract]
    return {roles[proof.role]: str(proof.title) for proof in proofs if proof.role in roles}


def is_reversible(entry: JournalEntry) -> bool:
    """Written by hand, posted, itself no reversal and not yet reversed."""
    return (
        entry.state == EntryState.POSTED
        and entry.written_by_id is not None
        and entry.reverses_id is None
        and not hasattr(entry, "reversed_by")
    )


def is_editable(entry: JournalEntry) -> bool:
    """A draft; but a reversal's draft stays the mirror that it is."""
    return entry.state == EntryState.DRAFT and entry.reverses_id is None
