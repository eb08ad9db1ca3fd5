"""Posted entries as others may see them."""

from erp.kernel.documents.refusals import Missing
from modules.ledger.data import ZERO, EntryCard, PostedEntry
from modules.ledger.errors import NotPosted
from modules.ledger.models import EntryState, JournalEntry


def entry_of(source: str) -> PostedEntry:
    """The posted entry of a source. Raises NotPosted."""
    entry = JournalEntry.objects.select_related("seal").filter(source=source, state=EntryState.POSTED).first()
    if entry is None:
        raise NotPosted(source=source)
    return PostedEntry(entry.pk, shown_number(entry))


def shown_number(entry: JournalEntry) -> str:
    """The journal's number once sealed; until then what the source calls itself."""
    seal = getattr(entry, "seal", None)
    return seal.number if seal is not None else entry.source_number or entry.source


def entry_card(entry_id: int) -> EntryCard:
    """An entry by hand, for whoever decides. Raises Missing."""
    entry = JournalEntry.objects.select_related("submitted_by", "reverses__seal").filter(pk=entry_id).first()
    if entry is None or entry.written_by_id is None:
        raise Missing(entry=entry_id)
    lines = [(str(line.account), line.debit, line.credit) for line in entry.lines.select_related("account")]
    return EntryCard(
        id=entry.pk,
        number=shown_number(entry),
        entry_on=entry.entry_on,
        branch_id=entry.branch_id,
        memo=entry.memo,
        total=sum((debit for _account, debit, _credit in lines), ZERO),
        written_by_id=entry.written_by_id,
        submitted_by_id=entry.submitted_by_id,
        submitted_by=str(entry.submitted_by or ""),
        reverses=shown_number(entry.reverses) if entry.reverses else "",
        lines=lines,
    )
