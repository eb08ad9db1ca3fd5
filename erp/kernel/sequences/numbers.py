"""Gapless numbers: the counter row is taken last, so that a transaction that fails gives its number back.

One row per (series, branch, register, kind, year): tills never wait for each other.
"""

from datetime import date
from typing import Any

from django.db import connection

TAKE = """
INSERT INTO sequences_numberseries AS series (key, last) VALUES (%s, %s::bigint)
ON CONFLICT (key) DO UPDATE SET last = series.last + excluded.last RETURNING last
"""


def series_key(series: str, *, branch: Any = None, on: date | None = None, register: str = "", kind: str = "") -> str:
    """The name of the counter row."""
    parts = (series, branch.code if branch else "", register, kind, str(on.year) if on else "")
    return "/".join(parts)


def take_number(
    series: str, *, branch: Any = None, on: date | None = None, register: str = "", kind: str = "", digits: int = 6
) -> str:
    """The next number of a series, `SERIES[-BRANCH][-REGISTER][-YY]-NNNNNN`. Call it last in the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [series_key(series, branch=branch, on=on, register=register, kind=kind), 1])
        (number,) = cursor.fetchone()
    return format_number(series, number, branch=branch, on=on, register=register, digits=digits)


def format_number(
    series: str, number: int, *, branch: Any = None, on: date | None = None, register: str = "", digits: int = 6
) -> str:
    """How a number is written."""
    parts = [series, branch.code if branch else "", register, f"{on:%y}" if on else "", f"{number:0{digits}d}"]
    return "-".join(part for part in parts if part)
