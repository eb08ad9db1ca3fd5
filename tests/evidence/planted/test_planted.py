"""Six bugs, planted one at a time: a guard is taken away, and the named evidence fails. So it can fail."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.db import transaction

from erp.kernel.money.rounding import SATANG, ZERO
from erp.kernel.testing.database import url_of
from tests.evidence.attack.marks import Kept
from tests.evidence.attack.test_attack import kept, test_two_hundred_attacks_by_sql_change_nothing
from tests.evidence.machines.clinic import found_clinic, onlooker
from tests.evidence.machines.courses import CoursesWorld, courses_books, expire_balance, redeem, sell, void
from tests.evidence.machines.story import Pick
from tests.evidence.rounding.baskets import in_python, random_baskets
from tests.evidence.rounding.in_sql import in_sql
from tests.evidence.size import SEED, say

__all__ = ["kept"]
GUARDS_OF_TABLES = {
    "late lines of a posted entry": ("zz_ledger_line_guard", "ledger_journalline"),
    "seals of what is not posted": ("zz_ledger_seal_guard", "ledger_journalseal"),
    "a counter turned back": ("pgtrigger_one_by_one_%", "sequences_numberseries"),
    "a session used without being deducted": ("courses_used_is_redeemed", "courses_redemption"),
}


@pytest.mark.parametrize("bug", GUARDS_OF_TABLES)
def test_a_guard_taken_from_a_table_is_missed_by_the_attacks(kept: Kept, committed_db: str, bug: str) -> None:
    trigger, table = GUARDS_OF_TABLES[bug]
    with psycopg.connect(url_of(committed_db, owner=True)) as owner:
        found = owner.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s", [table, trigger]
        ).fetchall()
        assert len(found) == 1
        owner.execute(f'DROP TRIGGER "{found[0][0]}" ON {table}')
    with pytest.raises(AssertionError) as caught:
        test_two_hundred_attacks_by_sql_change_nothing(kept, committed_db)
    assert table in str(caught.value)
    say(f"planted: {bug}: caught by test_two_hundred_attacks_by_sql_change_nothing")


@pytest.fixture
def world(committed_db: str) -> Iterator[CoursesWorld]:
    """One run of the machine of courses."""
    with onlooker(committed_db) as link:
        yield CoursesWorld(found_clinic(), courses_books(link))


def test_a_void_that_asks_no_course_is_missed_by_the_laws(world: CoursesWorld, monkeypatch: Any) -> None:
    monkeypatch.setattr("modules.courses.services.return_sessions._refuse_if_over", lambda _found: None)
    pick = Pick(place=0, size=3, way=0)
    with transaction.atomic():
        sell(world, 0, pick)
    (course, _active), *_others = world.look().nouns["course"]
    with transaction.atomic():
        redeem(world, course, Pick(place=0, size=2, way=1))
    with transaction.atomic():
        expire_balance(user_course_balance_id=course, by=None, at=world.later())
    assert world.look().broken == {}
    ((use, _paid),) = world.look().nouns["use"]
    with transaction.atomic():
        void(world, use, pick)
    assert "what is owed is the liability account" in world.look().broken
    say("planted: a void that asks no course: caught by test_courses_hold_whatever_happens_to_them")


def test_a_remainder_given_to_the_first_is_missed_by_sql(db: None, monkeypatch: Any) -> None:
    def careless(total: Decimal, weights: Any) -> list[Decimal]:
        whole = sum(weights) or 1
        parts = [(total * weight / whole).quantize(SATANG, rounding="ROUND_DOWN") for weight in weights]
        parts[0] += total - sum(parts, ZERO)
        return parts

    monkeypatch.setattr("modules.sales.selectors.pricing.spread", careless)
    baskets = list(random_baskets(200, seed=SEED))
    wrong = [basket for basket, said in zip(baskets, in_sql(baskets), strict=True) if in_python(basket) != said]
    assert wrong
    say("planted: a remainder given to the first: caught by test_python_typescript_and_sql_agree_on_random_baskets")
