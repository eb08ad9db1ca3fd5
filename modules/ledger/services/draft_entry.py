"""Write an entry by hand: a draft, which may be unfinished until it is posted or submitted."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from erp.kernel.documents.refusals import Missing
from erp.kernel.documents.saving import check_version
from erp.kernel.machines.gate import born, fire
from erp.kernel.realtime.announce import announce
from erp.kernel.sequences.numbers import take_number
from modules.ledger.data import LineIn
from modules.ledger.errors import NotADraft, UnknownJournal
from modules.ledger.models import Journal, JournalEntry, JournalLine
from modules.ledger.selectors.by_hand import NOUN, is_editable
from modules.ledger.selectors.periods import open_period
from modules.ledger.selectors.year_result import CLOSING
from modules.ledger.services.check_entry import check_lines
from modules.ledger.services.post_entry import insert_lines

SERIES = "JV"
NEXT = "SELECT nextval(pg_get_serial_sequence('ledger_journalentry', 'id'))"


def draft_entry(
    *,
    journal_id: int,
    branch_id: int,
    entry_on: date,
    lines: Sequence[LineIn] = (),
    memo: str = "",
    by: Any,
    at: datetime,
    reverses: JournalEntry | None = None,
) -> JournalEntry:
    """Begin an entry. It may be unbalanced as long as it is a draft. The caller holds the transaction.

    Raises UnknownJournal, PeriodNotOpen, UnknownAccount, ControlAccount, or Invalid naming `lines.<n>.<column>`.
    """
    check_lines(lines)
    period = open_period(on=entry_on)
    _check_journal(journal_id)
    with connection.cursor() as cursor:
        cursor.execute(NEXT)
        (entry_id,) = cursor.fetchone()
    entry = JournalEntry(
        pk=entry_id,
        source=f"{reverses.source}/reversal" if reverses else f"{NOUN}:{entry_id}",
        source_number=take_number(SERIES, on=entry_on),
        journal_id=journal_id,
        branch_id=branch_id,
        period=period,
        entry_on=entry_on,
        memo=memo,
        written_by=by,
        reverses=reverses,
    )
    born(entry, by=by, at=at)
    insert_lines(entry_id=entry_id, lines=lines, branch_id=branch_id)
    announce(NOUN, entry_id, 1, branch_id=branch_id)
    return entry


def rewrite_entry(
    *,
    journal_entry_id: int,
    by: Any,
    at: datetime,
    version: int | None = None,
    journal_id: int | None = None,
    branch_id: int | None = None,
    entry_on: date | None = None,
    memo: str | None = None,
    lines: Sequence[LineIn] | None = None,
) -> JournalEntry:
    """Change what is given of a draft; `lines` replace all its lines. The caller holds the transaction.

    Raises NotADraft, Stale, and what `draft_entry` raises. A reversal's draft stays the mirror that it is.
    """
    entry = JournalEntry.objects.select_for_update(of=("self",)).get(pk=journal_entry_id)
    if not is_editable(entry):
        raise NotADraft(remedy=_("Reverse what is posted; send back what is submitted."))
    check_version(entry, version)
    given = {"journal_id": journal_id, "branch_id": branch_id, "entry_on": entry_on, "memo": memo}
    for name, value in given.items():
        if value is not None:
            setattr(entry, name, value)
    _check_journal(entry.journal_id)
    entry.period = open_period(on=entry.entry_on)
    entry.written_by = by
    entry.save()
    if lines is not None:
        check_lines(lines)
        JournalLine.objects.filter(entry=entry).delete()
        insert_lines(entry_id=entry.pk, lines=lines, branch_id=entry.branch_id)
    announce(NOUN, entry.pk, entry.version, branch_id=entry.branch_id)
    return entry


def discard_entry(*, journal_entry_id: int, by: Any, at: datetime) -> JournalEntry:
    """Give a draft up; it stays readable under its number. Raises Missing or NotNow."""
    entry = JournalEntry.objects.select_for_update(of=("self",)).filter(pk=journal_entry_id).first()
    if entry is None:
        raise Missing()
    fire(entry, "discard", by=by, at=at)
    announce(NOUN, entry.pk, entry.version, branch_id=entry.branch_id)
    return entry


def _check_journal(journal_id: int) -> None:
    if not Journal.objects.filter(pk=journal_id).exclude(code=CLOSING).exists():
        raise UnknownJournal(field="journal", remedy=_("Choose another: closing a year writes its own entry."))
