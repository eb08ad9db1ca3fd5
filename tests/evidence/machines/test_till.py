"""Whatever people do at the till, in whatever order: all laws hold after every step."""

from tests.evidence.machines.clinic import found_clinic, onlooker
from tests.evidence.machines.story import live_through
from tests.evidence.machines.till import TillWorld, till_books


def test_the_till_holds_whatever_is_said_to_it(committed_db: str) -> None:
    with onlooker(committed_db) as link:
        clinic, books = found_clinic(), till_books(link)
        live_through("till", TillWorld, lambda: TillWorld(clinic, books))
