"""Correct a posted entry: never by change, always by its mirror image."""

from datetime import date, datetime
from typing import Any

from modules.ledger.data import Dimension, LineIn, PostedEntry
from modules.ledger.errors import NotPosted
from modules.ledger.models import EntryState, JournalEntry
from modules.ledger.services.post_entry import post_entry


def reverse_entry(*, source: str, reason: str, on: date, by: Any, at: datetime) -> PostedEntry:
    """Post the mirror of the entry of `source`. The caller holds the transaction.

    Raises NotPosted when there is none, AlreadyPosted when it was reversed before.
    """
    entry = JournalEntry.objects.select_related("journal").filter(source=source, state=EntryState.POSTED).first()
    if entry is None:
        raise NotPosted(source=source)
    return post_entry(
        source=f"{source}/reversal",
        source_number=entry.source_number,
        journal=entry.journal.code,
        on=on,
        branch_id=entry.branch_id,
        lines=mirror_of(entry),
        memo=reason,
        by=by,
        at=at,
        reverses_source=source,
    )


def mirror_of(entry: JournalEntry) -> list[LineIn]:
    """Its lines with debit and credit exchanged."""
    return [
        LineIn(
            line.account.code,
            debit=line.credit,
            credit=line.debit,
            memo=line.memo,
            dimensions=[Dimension(d["kind"], d["code"], d.get("title", "")) for d in line.dimensions],
            branch_id=line.branch_id,
            tax_code=line.tax_code.code if line.tax_code else "",
            tax_base=-line.tax_base if line.tax_base is not None else None,
        )
        for line in entry.lines.select_related("account", "tax_code")
    ]
