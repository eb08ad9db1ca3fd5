"""What a seal covers: the same bytes whenever they are read again."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connection, models

from modules.ledger.models import JournalEntry, JournalLine, JournalSeal

GENESIS = bytes(32)
Row = dict[str, str]


def contents(entry_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Everything of each entry that its seal vouches for: every column of the entry and of its lines, as text.

    Empty values are left out, so that a column that comes later does not change what was sealed before.
    """
    lines: dict[int, list[Row]] = defaultdict(list)
    for line in _rows(JournalLine, "entry_id", "entry_id, position, id", entry_ids):
        lines[int(line["entry_id"])].append(line)
    entries = _rows(JournalEntry, "id", "id", entry_ids)
    return {int(entry["id"]): {"entry": entry, "lines": lines[int(entry["id"])]} for entry in entries}


def seal_hash(previous: bytes, *, chain_no: int, number: str, sealed_at: datetime, content: dict[str, Any]) -> bytes:
    """SHA-256 over the hash before, the place, the number, the moment and the content."""
    sealed = [chain_no, number, _text(sealed_at), content]
    payload = json.dumps(sealed, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(previous + payload.encode()).digest()


def chain_lines() -> Iterator[str]:
    """The whole chain as JSON lines, for a verifier that is not ours: place, number, moment, hashes, content."""
    for piece in chunks(JournalSeal.objects.order_by("chain_no").iterator(chunk_size=1000), 1000):
        found = contents([seal.entry_id for seal in piece])
        for seal in piece:
            link = {
                "chain_no": seal.chain_no,
                "number": seal.number,
                "journal_id": str(seal.journal_id),
                "year": seal.year,
                "sequence": seal.sequence,
                "sealed_at": _text(seal.created_at),
                "previous": bytes(seal.previous_hash).hex(),
                "hash": bytes(seal.hash).hex(),
                "content": found.get(seal.entry_id),
            }
            yield json.dumps(link, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def chain_head() -> str:
    """The newest hash, in hex: printed on the Z report, so that paper vouches for the table."""
    last = JournalSeal.objects.order_by("-chain_no").values_list("hash", flat=True).first()
    return bytes(last).hex() if last is not None else ""


@cache
def _select(model: type[models.Model], key: str, order: str) -> tuple[tuple[str, ...], str]:
    columns = tuple(sorted(str(field.column) for field in model._meta.concrete_fields))
    table = model._meta.db_table
    return columns, f"SELECT {', '.join(columns)} FROM {table} WHERE {key} = ANY(%s::bigint[]) ORDER BY {order}"


def _rows(model: type[models.Model], key: str, order: str, ids: Sequence[int]) -> list[Row]:
    columns, sql = _select(model, key, order)
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(ids)])
        return [
            {name: text for name, value in zip(columns, row, strict=True) if (text := _text(value))}
            for row in cursor.fetchall()
        ]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return value if isinstance(value, str) else str(value)


def numbered(prefix: str, year: int, sequence: int) -> str:
    """A journal number: `SAL-2026-000123`."""
    return f"{prefix}-{year}-{sequence:06d}"


def chunks(seals: Iterable[JournalSeal], size: int) -> Iterable[list[JournalSeal]]:
    """The chain in handy pieces."""
    piece: list[JournalSeal] = []
    for seal in seals:
        piece.append(seal)
        if len(piece) == size:
            yield piece
            piece = []
    if piece:
        yield piece
