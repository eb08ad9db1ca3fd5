"""Whatever is entered, closed, reopened and carried over: the books balance and what is closed stays as it is."""

from datetime import UTC, datetime, timedelta

from modules.ledger.public import seal_entries, verify_chain
from tests.evidence.machines.clinic import found_clinic, onlooker
from tests.evidence.machines.periods import PeriodsWorld, periods_books
from tests.evidence.machines.story import live_through


def test_the_books_hold_whatever_is_done_to_their_periods(committed_db: str) -> None:
    with onlooker(committed_db) as link:
        clinic, books = found_clinic(), periods_books(link)
        live_through("periods", PeriodsWorld, lambda: PeriodsWorld(clinic, books))
    while seal_entries():
        pass
    assert verify_chain(at=datetime.now(UTC) + timedelta(hours=1)).fault == ""
