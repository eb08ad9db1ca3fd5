"""Prove an exported chain of journal entries with Python alone: `python verify_export.py chain.jsonl [--head HEX]`.

It shares no code with the product. Each line of the export is one sealed entry: `chain_no`, `number` (and its
`journal_id`, `year`, `sequence`), `sealed_at`, `previous`, `hash` and `content` (the columns of the entry and of its
lines as text, empty ones left out). The chain is whole when the places have no gap, each entry follows the hash before
it, each hash is the SHA-256 of what it seals, debits equal credits, and the numbers of a journal's year have no gap.
`--head` is the hash that a Z report has on paper.
"""

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any


class Broken(Exception):
    """The chain does not hold; the message names the first bad row."""


def verify(lines: Iterable[str], *, head: str = "") -> tuple[int, str]:
    """How many entries are sealed, and the last hash. Raises Broken. `head` has to be among the hashes."""
    previous, count, seen = bytes(32), 0, not head
    sequences: dict[tuple[str, str], int] = defaultdict(int)
    for line in lines:
        link = json.loads(line)
        count += 1
        _check_link(link, count, previous)
        _check_entry(link)
        _check_number(link, sequences)
        previous = bytes.fromhex(link["hash"])
        seen = seen or link["hash"] == head
    if not seen:
        raise Broken(f"the head {head} is not in the chain of {count}: entries were cut off or written anew")
    return count, previous.hex() if count else ""


def _check_link(link: dict[str, Any], place: int, previous: bytes) -> None:
    if link["chain_no"] != place:
        raise Broken(f"seal {place} is missing")
    if link["previous"] != previous.hex():
        raise Broken(f"seal {place} ({link['number']}) does not follow the one before")
    if link["content"] is None:
        raise Broken(f"the entry of seal {place} ({link['number']}) is missing")
    sealed = [place, link["number"], link["sealed_at"], link["content"]]
    payload = json.dumps(sealed, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    if hashlib.sha256(previous + payload.encode()).hexdigest() != link["hash"]:
        raise Broken(f"entry {link['content']['entry'].get('id')} ({link['number']}) was changed after it was sealed")


def _check_entry(link: dict[str, Any]) -> None:
    lines = link["content"]["lines"]
    difference = sum((Decimal(line["debit"]) - Decimal(line["credit"]) for line in lines), Decimal(0))
    if not lines or difference:
        raise Broken(f"{link['number']} does not balance: {difference}")


def _check_number(link: dict[str, Any], sequences: dict[tuple[str, str], int]) -> None:
    entry = link["content"]["entry"]
    _prefix, year, sequence = link["number"].rsplit("-", 2)
    book = (entry["journal_id"], year)
    sequences[book] += 1
    said = (link["journal_id"], str(link["year"]), link["sequence"])
    if said != (*book, int(sequence)) or year != entry["entry_on"][:4] or int(sequence) != sequences[book]:
        raise Broken(f"{link['number']} is not the next number of its journal and year")


def main() -> int:
    """Print the verdict; 1 when the chain is broken."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("export", type=argparse.FileType(encoding="utf-8"))
    parser.add_argument("--head", default="", help="a hash from a Z report, in hex")
    options = parser.parse_args()
    try:
        count, last = verify(options.export, head=options.head.lower())
    except Broken as broken:
        sys.stdout.write(f"broken: {broken}\n")
        return 1
    sys.stdout.write(f"{count} entries sealed, chain whole, head {last or 'none'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
