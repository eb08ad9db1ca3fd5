"""Rows of append-only tables are written together where somebody collects, and at once elsewhere."""

from typing import Any

import pytest
from django.db import transaction

from erp.kernel.bulk.behind import MOST, write, written_behind
from erp.kernel.bulk.remembered import remembered, remembering


def _writer() -> tuple[list[list[Any]], Any]:
    written: list[list[Any]] = []
    return written, written.append


def test_write_alone_is_written_at_once() -> None:
    written, writer = _writer()
    write(writer, [1, 2])
    assert written == [[1, 2]]


def test_written_behind_writes_together_in_order_at_the_end(db: None) -> None:
    written, writer = _writer()
    with transaction.atomic(), written_behind():
        write(writer, [1])
        write(writer, [2, 3])
        assert written == []
    assert written == [[1, 2, 3]]


def test_written_behind_with_many_rows_takes_several_statements(db: None) -> None:
    written, writer = _writer()
    with transaction.atomic(), written_behind():
        write(writer, list(range(MOST + 1)))
    assert [len(rows) for rows in written] == [MOST, 1]


def test_written_behind_that_fails_writes_nothing_and_collects_no_more(db: None) -> None:
    written, writer = _writer()

    def fail() -> None:
        with transaction.atomic(), written_behind():
            write(writer, [1])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert written == []
    write(writer, [2])
    assert written == [[2]]


def test_written_behind_outside_of_a_transaction_is_refused(committed_db: str) -> None:
    with pytest.raises(RuntimeError, match="one transaction"), written_behind():
        pass


@pytest.fixture
def counted() -> tuple[list[int], Any]:
    """A read that notes what it is asked."""
    asked: list[int] = []

    @remembered
    def read(number: int) -> int:
        asked.append(number)
        return number * 2

    return asked, read


def test_remembered_asks_once_within_and_each_time_without(counted: tuple[list[int], Any]) -> None:
    asked, read = counted
    with remembering():
        assert (read(1), read(1), read(2)) == (2, 2, 4)
    assert asked == [1, 2]
    assert (read(1), read(1)) == (2, 2)
    assert asked == [1, 2, 1, 1]


def test_remembering_begins_anew(counted: tuple[list[int], Any]) -> None:
    asked, read = counted
    for _batch in range(2):
        with remembering():
            read(1)
    assert asked == [1, 1]
