"""What a seal covers: the same bytes whenever they are read again."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from modules.ledger.models import JournalSeal

GENESIS = bytes(32)

ENTRIES = """
SELECT e.id, e.source, e.source_number, e.source_digest, e.journal_id, e.branch_id, e.period_id, e.entry_on, e.memo,
       e.posted_at, e.posted_by_id, e.reverses_id, e.state
  FROM ledger_journalentry e WHERE e.id = ANY(%s::bigint[])
"""
LINES = """
SELECT entry_id, position, account_id, branch_id, debit, credit, memo, dimensions, tax_code_id, tax_base
  FROM ledger_journalline WHERE entry_id = ANY(%s::bigint[]) ORDER BY entry_id, position
"""


def contents(entry_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Everything of each entry that its seal vouches for."""
    lines: dict[int, list[list[str]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(LINES, [list(entry_ids)])
        for entry_id, *columns in cursor.fetchall():
            lines[entry_id].append([_text(value) for value in columns])
        cursor.execute(ENTRIES, [list(entry_ids)])
        return {row[0]: {"entry": [_text(value) for value in row], "lines": lines[row[0]]} for row in cursor.fetchall()}


def seal_hash(previous: bytes, *, chain_no: int, number: str, content: dict[str, Any]) -> bytes:
    """SHA-256 over the hash before, the place, the number and the content."""
    payload = json.dumps([chain_no, number, content], ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(previous + payload.encode()).digest()


def chain_head() -> str:
    """The newest hash, in hex: printed on the Z report, so that paper vouches for the table."""
    last = JournalSeal.objects.order_by("-chain_no").values_list("hash", flat=True).first()
    return bytes(last).hex() if last is not None else ""


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
