"""Numbers are given one by one; nobody turns a counter back, or forward."""

import pytest
from django.db import IntegrityError, connection, transaction

from erp.kernel.sequences.numbers import take_number


def test_take_number_counts_each_series_by_itself(db: None) -> None:
    assert [take_number("TX"), take_number("TX"), take_number("RC")] == ["TX-000001", "TX-000002", "RC-000001"]


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE sequences_numberseries SET last = last - 1",
        "UPDATE sequences_numberseries SET last = last + 2",
        "UPDATE sequences_numberseries SET key = 'other', last = last + 1",
        "INSERT INTO sequences_numberseries (key, last) VALUES ('new', 2)",
    ],
)
def test_a_counter_is_not_turned_by_sql(db: None, attack: str) -> None:
    take_number("TX")
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
    assert refusal.value.__cause__.diag.constraint_name == "sequences_one_by_one"  # type: ignore[union-attr]
    assert take_number("TX") == "TX-000002"
