"""The same baskets in one set-based statement of PostgreSQL: largest remainder by window functions."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from tests.evidence.rounding.baskets import RATES, Basket

TABLES = """
CREATE TEMP TABLE basket (id int, off_kind text, off_value bigint);
CREATE TEMP TABLE line (basket int, n int, price bigint, quantity bigint, off_kind text, off_value bigint,
    covered boolean);
CREATE TEMP TABLE weight (basket int, n int, place int, code text, weight bigint);
CREATE TEMP TABLE rate (code text, rate numeric);
"""

# Amounts are numeric baht as the ledger keeps them; only the spreading counts satang. {partition}, {total}, {weight}
# and {order} shape a spread: cut to the satang, then one more for the largest cut-off fractions, ties in order.
SPREAD = """
    {total} * {weight} / nullif({whole}, 0) AS {name}_cut,
    row_number() OVER (PARTITION BY {partition}
        ORDER BY coalesce({total} * {weight} % nullif({whole}, 0), 0) DESC, {order}) AS {name}_place
"""


def _spread(name: str, *, total: str, weight: str, whole: str, partition: str, order: str) -> str:
    return SPREAD.format(name=name, total=total, weight=weight, whole=whole, partition=partition, order=order)


def _part(name: str, *, total: str, partition: str) -> str:
    cut = f"coalesce({name}_cut, 0)"
    return f"{cut} + CASE WHEN {name}_place <= {total} - sum({cut}) OVER (PARTITION BY {partition}) THEN 1 ELSE 0 END"


PRICED = f"""
WITH priced AS (
    SELECT l.*, CASE WHEN covered THEN 0 ELSE round(price / 100.0 * quantity / 1000.0, 2) END AS amount FROM line l
), own AS (
    SELECT p.*, (100 * CASE off_kind WHEN 'percent' THEN round(amount * off_value / 10000.0, 2)
                             WHEN 'amount' THEN off_value / 100.0 ELSE 0 END)::bigint AS line_off FROM priced p
), rest AS (
    SELECT own.*, (amount * 100)::bigint - line_off AS rest,
           (sum((amount * 100)::bigint - line_off) OVER (PARTITION BY basket))::bigint AS base FROM own
), whole AS (
    SELECT r.*, (100 * CASE b.off_kind WHEN 'percent' THEN round(base / 100.0 * b.off_value / 10000.0, 2)
                             WHEN 'amount' THEN b.off_value / 100.0 ELSE 0 END)::bigint AS order_off
      FROM rest r JOIN basket b ON b.id = r.basket
), shared AS (
    SELECT whole.*, {_spread("off", total="order_off", weight="rest", whole="base", partition="basket", order="n")}
      FROM whole
), sold AS (
    SELECT basket, n, covered, line_off, {_part("off", total="order_off", partition="basket")} AS share, rest
      FROM shared
), line_gross AS (
    SELECT basket, n, covered, line_off, share::bigint AS share, (rest - share)::bigint AS gross FROM sold
), weighed AS (
    SELECT g.basket, g.n, w.place, w.code, g.gross, w.weight,
           (sum(w.weight) OVER (PARTITION BY g.basket, g.n))::bigint AS weights
      FROM line_gross g JOIN weight w USING (basket, n) WHERE NOT g.covered
), divided AS (
    SELECT weighed.*,
           {_spread("gross", total="gross", weight="weight", whole="weights", partition="basket, n", order="place")}
      FROM weighed
), pieces AS (
    SELECT basket, n, place, code, {_part("gross", total="gross", partition="basket, n")} AS piece FROM divided
), part AS (
    SELECT basket, n, min(place) AS place, code, sum(piece)::bigint AS gross FROM pieces GROUP BY basket, n, code
), taxed AS (
    SELECT part.*, (sum(gross) OVER (PARTITION BY basket, code))::bigint AS code_gross, rate
      FROM part JOIN rate USING (code)
), owed AS (
    SELECT taxed.*, code_gross - (100 * round(code_gross / 100.0 * 100 / (100 + rate), 2))::bigint AS code_vat
      FROM taxed
), apart AS (
    SELECT owed.*, {
    _spread("vat", total="code_vat", weight="gross", whole="code_gross", partition="basket, code", order="n")
} FROM owed
), parts AS (
    SELECT basket, n, place, code, gross, code_gross, code_vat,
           ({_part("vat", total="code_vat", partition="basket, code")})::bigint AS vat FROM apart
)
SELECT b.id, l.lines, p.parts, c.codes
  FROM basket b
  LEFT JOIN (SELECT basket, json_agg(json_build_array(line_off, share, gross) ORDER BY n) AS lines
               FROM line_gross GROUP BY basket) l ON l.basket = b.id
  LEFT JOIN (SELECT basket, json_agg(json_build_array(n, code, gross, gross - vat, vat) ORDER BY n, place) AS parts
               FROM parts GROUP BY basket) p ON p.basket = b.id
  LEFT JOIN (SELECT basket, json_agg(json_build_array(code, code_gross, code_gross - code_vat, code_vat)
                                     ORDER BY code COLLATE "C") AS codes
               FROM (SELECT DISTINCT basket, code, code_gross, code_vat FROM parts WHERE code_gross > 0) each
              GROUP BY basket) c ON c.basket = b.id
 ORDER BY b.id
"""

PRICES = """
SELECT string_agg((price - (100 * round(price / 100.0 * 100 / (100 + %(rate)s::numeric), 2))::bigint)::text, E'\\n'
                  ORDER BY price)
  FROM generate_series(1, %(last)s::bigint) AS price
"""


def in_sql(baskets: Iterable[Basket]) -> Iterator[dict[str, Any]]:
    """What PostgreSQL says of all baskets, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        listed = list(baskets)
        _copy(cursor, "basket", (_basket_row(place, basket) for place, basket in enumerate(listed)))
        _copy(cursor, "line", (row for place, basket in enumerate(listed) for row in _line_rows(place, basket)))
        _copy(cursor, "weight", (row for place, basket in enumerate(listed) for row in _weight_rows(place, basket)))
        _copy(cursor, "rate", ((code, f"{rate / 100:.2f}") for code, rate in RATES.items()))
        for table in ("basket", "line", "weight", "rate"):
            cursor.execute(f"ANALYZE {table}")
        cursor.execute(PRICED)
        found = cursor.fetchall()
        cursor.execute("DROP TABLE basket, line, weight, rate")
    for _id, lines, parts, codes in found:
        yield {"lines": _read(lines), "parts": _read(parts), "codes": _read(codes)}


def prices_in_sql(rate: str, last: int) -> str:
    """The VAT inside each price from 0.01, in satang, one a line."""
    with connection.cursor() as cursor:
        cursor.execute(PRICES, {"rate": rate, "last": last})
        (text,) = cursor.fetchone()
    return str(text)


def _read(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value or []


def _copy(cursor: Any, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _basket_row(place: int, basket: Basket) -> tuple[Any, ...]:
    return (place, *(basket["off"] or (None, None)))


def _line_rows(place: int, basket: Basket) -> Iterator[tuple[Any, ...]]:
    for n, line in enumerate(basket["lines"]):
        yield (place, n, line["price"], line["quantity"], *(line["off"] or (None, None)), line["covered"])


def _weight_rows(place: int, basket: Basket) -> Iterator[tuple[Any, ...]]:
    for n, line in enumerate(basket["lines"]):
        for at, (code, weight) in enumerate(line["parts"] or [(line["code"], 1)]):
            yield (place, n, at, code, weight)
