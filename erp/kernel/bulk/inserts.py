"""Set-based inserts: the SQL is derived once from the model and cached; a table takes one statement for any rows."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb


@cache
def _insert_sql(model: type[models.Model], names: tuple[str, ...]) -> str:
    fields = [_field(model, name) for name in names]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    arrays = ", ".join(f"%s::{_type(field)}[]" for field in fields)
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) SELECT * FROM unnest({arrays})"


@cache
def _json_places(model: type[models.Model], names: tuple[str, ...]) -> tuple[bool, ...]:
    return tuple(isinstance(_field(model, name), models.JSONField) for name in names)


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    return next(field for field in model._meta.concrete_fields if name in (field.name, field.attname))


def _type(field: models.Field[Any, Any]) -> str:
    kind = field.rel_db_type(connection) if field.primary_key else field.db_type(connection)
    assert kind is not None
    return kind.partition("(")[0]  # a cast to varchar(40) would cut in silence; the column itself refuses


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert `rows` (values in the order of `names`) with one statement; none for no rows."""
    if not rows:
        return
    key = tuple(names)
    columns = [list(column) for column in zip(*rows, strict=True)]
    for place, is_json in enumerate(_json_places(model, key)):
        if is_json:
            columns[place] = [Jsonb(value) for value in columns[place]]
    with connection.cursor() as cursor:
        cursor.execute(_insert_sql(model, key), columns)


def take_ids(*wanted: tuple[type[models.Model], int]) -> list[list[int]]:
    """Ids for rows to come, several models in one statement: `take_ids((Order, 1), (OrderLine, 3))`."""
    parts: list[str] = []
    values: list[Any] = []
    for place, (model, how_many) in enumerate(wanted):
        parts.append(
            "SELECT %s::int AS place, nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s::int)"
        )
        values += [place, model._meta.db_table, how_many]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        taken: list[list[int]] = [[] for _ in wanted]
        for place, value in cursor.fetchall():
            taken[place].append(value)
    return [sorted(ids) for ids in taken]
