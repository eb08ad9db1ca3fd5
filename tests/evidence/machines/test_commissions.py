"""Whatever is sold, taken back, told late or twice, and settled in between: a month is the rule of its base."""

from tests.evidence.machines.clinic import found_clinic, onlooker
from tests.evidence.machines.commissions import CommissionsWorld, commissions_books, second_edition
from tests.evidence.machines.story import live_through


def test_commissions_hold_whatever_is_told_and_when(committed_db: str) -> None:
    with onlooker(committed_db) as link:
        clinic, books = found_clinic(), commissions_books(link)
        second_edition()
        live_through("commissions", CommissionsWorld, lambda: CommissionsWorld(clinic, books))
