"""Prove the chain: nothing changed, nothing missing, nothing left unsealed."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Count, Max, Min

from modules.ledger.data import ChainVerdict
from modules.ledger.models import EntryState, JournalEntry, JournalSeal
from modules.ledger.selectors.chain import GENESIS, chunks, contents, seal_hash

PATIENCE = timedelta(seconds=60)


def verify_chain(*, at: datetime) -> ChainVerdict:
    """Walk the whole chain and name the first bad row; then look for gaps and for entries without a seal."""
    previous, expected = GENESIS, 1
    for piece in chunks(JournalSeal.objects.order_by("chain_no").iterator(chunk_size=1000), 1000):
        found = contents([seal.entry_id for seal in piece])
        for seal in piece:
            fault = _fault(seal, expected=expected, previous=previous, found=found)
            if fault:
                return ChainVerdict(expected - 1, previous.hex(), fault)
            previous, expected = bytes(seal.hash), expected + 1
    return ChainVerdict(expected - 1, previous.hex() if expected > 1 else "", _gap() or _unsealed(at))


def _fault(seal: JournalSeal, *, expected: int, previous: bytes, found: dict[int, dict[str, Any]]) -> str:
    if seal.chain_no != expected:
        return f"seal {expected} is missing"
    if bytes(seal.previous_hash) != previous:
        return f"seal {expected} ({seal.number}) does not follow the one before"
    content = found.get(seal.entry_id)
    if content is None:
        return f"entry {seal.entry_id} ({seal.number}) is missing"
    number, at = seal.number, seal.created_at
    if seal_hash(previous, chain_no=seal.chain_no, number=number, sealed_at=at, content=content) != bytes(seal.hash):
        return f"entry {seal.entry_id} ({number}) was changed after it was sealed"
    if not _named_alike(seal, content["entry"]):
        return f"seal {expected} ({number}) names another journal, year or place than its entry and number"
    return ""


def _named_alike(seal: JournalSeal, entry: dict[str, str]) -> bool:
    """What the seal says in columns of its own, beside what is under the hash."""
    _prefix, year, sequence = seal.number.rsplit("-", 2)
    said = (str(seal.journal_id), seal.year, seal.year, seal.sequence)
    return said == (entry["journal_id"], int(entry["entry_on"][:4]), int(year), int(sequence))


def _gap() -> str:
    books = JournalSeal.objects.values("journal__code", "year").annotate(
        first=Min("sequence"), last=Max("sequence"), how_many=Count("id")
    )
    for book in books:
        if book["first"] != 1 or book["last"] != book["how_many"]:
            return f"journal {book['journal__code']} {book['year']} has a gap in its numbers"
    return ""


def _unsealed(at: datetime) -> str:
    late = (
        JournalEntry.objects.filter(state=EntryState.POSTED, seal__isnull=True)
        .exclude(created_at__range=(at - PATIENCE, at))  # one from the future is no young one
        .order_by("pk")
        .first()
    )
    return f"entry {late.pk} ({late.source}) has no seal" if late else ""


def heads_fault(path: Path) -> str:
    """What the heads kept outside say against the chain; "" when they agree."""
    for line in path.read_text().splitlines() if path.exists() else ():
        day, chain_no, digest = line.split()
        seal = JournalSeal.objects.filter(chain_no=int(chain_no)).first()
        if seal is None or bytes(seal.hash).hex() != digest:
            return f"seal {chain_no} is not the one that was written down on {day}"
    return ""
