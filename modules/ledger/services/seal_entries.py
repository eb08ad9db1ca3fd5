"""Seal posted entries: number them without a gap and link them into the chain. Done after commit, by one worker."""

from collections import defaultdict
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.models import Max

from modules.ledger.models import Journal, JournalSeal
from modules.ledger.selectors.chain import GENESIS, contents, numbered, seal_hash
from modules.ledger.services.refresh_revenue import refresh_revenue

LOCK = 7_301_100  # one sealer at a time, wherever it runs
BATCH = 500
NEAR = 20_000
UNSEALED = """
SELECT e.id, e.journal_id, extract(year FROM e.entry_on)::int, e.branch_id, e.entry_on
  FROM ledger_journalentry e
 WHERE e.state = 'posted' AND e.id > %s
   AND NOT EXISTS (SELECT 1 FROM ledger_journalseal s WHERE s.entry_id = e.id)
 ORDER BY e.id LIMIT %s
"""


def seal_entries(*, everywhere: bool = True, limit: int = BATCH, at: datetime | None = None) -> int:
    """Seal up to `limit` posted entries in order; answers how many. With `at`, keep the revenue of their days fresh.

    `everywhere=False` looks only near the newest seal, which is cheap; now and then the worker looks everywhere, so
    that an entry whose transaction took long is not forgotten.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = JournalSeal.objects.order_by("-chain_no").first()
        start = max(last.entry_id - NEAR, 0) if last and not everywhere else 0
        cursor.execute(UNSEALED, [start, limit])
        waiting = cursor.fetchall()
        if waiting:
            sealed_at = at or datetime.now(UTC)
            waiting_entries = [(entry_id, journal_id, year) for entry_id, journal_id, year, _branch, _on in waiting]
            _seal(waiting_entries, last, sealed_at=sealed_at)
            if at is not None:
                refresh_revenue(days={(branch, on) for *_numbers, branch, on in waiting}, at=at)
        return len(waiting)


def _seal(waiting: list[tuple[int, int, int]], last: JournalSeal | None, *, sealed_at: datetime) -> None:
    found = contents([entry_id for entry_id, _journal, _year in waiting])
    prefixes = dict(Journal.objects.values_list("pk", "prefix"))
    counters: dict[tuple[int, int], int] = defaultdict(int)
    years = {year for _entry, _journal, year in waiting}
    for book in JournalSeal.objects.filter(year__in=years).values("journal_id", "year").annotate(top=Max("sequence")):
        counters[book["journal_id"], book["year"]] = book["top"]
    previous = bytes(last.hash) if last else GENESIS
    chain_no = last.chain_no if last else 0
    seals = []
    for entry_id, journal_id, year in waiting:
        chain_no += 1
        counters[journal_id, year] += 1
        number = numbered(prefixes[journal_id], year, counters[journal_id, year])
        digest = seal_hash(previous, chain_no=chain_no, number=number, sealed_at=sealed_at, content=found[entry_id])
        seals.append(
            JournalSeal(
                entry_id=entry_id,
                chain_no=chain_no,
                journal_id=journal_id,
                year=year,
                sequence=counters[journal_id, year],
                number=number,
                previous_hash=previous,
                hash=digest,
                created_at=sealed_at,
            )
        )
        previous = digest
    JournalSeal.objects.bulk_create(seals)
