"""Seals: gapless numbers, one chain, and whoever touches a row is named."""

from datetime import UTC, date, datetime, timedelta

import pytest

from modules.ledger.models import JournalEntry, JournalSeal
from modules.ledger.public import chain_head, entry_of, seal_entries, verify_chain

LATER = datetime.now(UTC) + timedelta(hours=1)


@pytest.fixture
def three(post):
    post("test.sale:1")
    post("test.stock:1", journal="inventory")
    post("test.sale:2", on=date(2027, 1, 1))
    post("test.sale:3")


def test_seal_entries_numbers_each_journal_and_year_without_gap(three):
    assert seal_entries() == 4
    assert seal_entries() == 0
    numbers = list(JournalSeal.objects.order_by("chain_no").values_list("number", flat=True))
    assert numbers == ["SAL-2026-000001", "STK-2026-000001", "SAL-2027-000001", "SAL-2026-000002"]
    assert entry_of("test.sale:3").number == "SAL-2026-000002"


def test_seal_entries_in_batches_makes_one_chain(three):
    assert [seal_entries(limit=3), seal_entries(limit=3, everywhere=False)] == [3, 1]
    verdict = verify_chain(at=LATER)
    assert (verdict.sealed, verdict.head, verdict.fault) == (4, chain_head(), "")


def test_verify_names_an_entry_without_a_seal_after_a_minute(three, post):
    seal_entries()
    late = post("test.sale:9")
    assert verify_chain(at=LATER).fault == f"entry {late.id} (test.sale:9) has no seal"
    young = JournalEntry.objects.get(pk=late.id).created_at + timedelta(seconds=59)
    assert verify_chain(at=young).fault == ""
