"""Posted entries as others may see them."""

from modules.ledger.data import PostedEntry
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
