"""The filter language: one JSON for list filters, conditions, tones and saved views.

    {"and": [f, …]} | {"or": [f, …]} | {"not": f} | {"field": {"eq|ne|lt|lte|gt|gte|in|contains|isnull": value}}

Several keys in one object hold together. The same cases (`filter_vectors.json`) bind this evaluator, its
translation to SQL and the TypeScript one. Nothing is ever evaluated as code.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Q

from erp.kernel.rest.errors import BadFilter

OPERATORS = frozenset({"eq", "ne", "lt", "lte", "gt", "gte", "in", "contains", "isnull"})
JOINTS = frozenset({"and", "or", "not"})
LOOKUPS = {"lt": "lt", "lte": "lte", "gt": "gt", "gte": "gte", "contains": "icontains"}
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
DEEPEST = 12
MOST = 200

Resolve = Callable[[str], tuple[str, "Field[Any, Any] | None"]]


def check(where: Any) -> None:
    """Raise BadFilter unless `where` is in the language, and of a sane size."""
    _check(where, 0, [0])


def _check(where: Any, depth: int, count: list[int]) -> None:
    count[0] += 1
    if not isinstance(where, Mapping) or depth > DEEPEST or count[0] > MOST:
        raise BadFilter(field="where")
    for key, value in where.items():
        if key in ("and", "or"):
            if not isinstance(value, list):
                raise BadFilter(field="where")
            for inner in value:
                _check(inner, depth + 1, count)
        elif key == "not":
            _check(value, depth + 1, count)
        else:
            _check_test(value)


def _check_test(test: Any) -> None:
    if not isinstance(test, Mapping) or not test or not OPERATORS.issuperset(test):
        raise BadFilter(field="where")
    for operator, value in test.items():
        listed = isinstance(value, list) and len(value) <= MOST and all(_is_plain(one) for one in value)
        if not (listed if operator == "in" else _is_plain(value)):
            raise BadFilter(field="where")
        if operator == "isnull" and not isinstance(value, bool):
            raise BadFilter(field="where")


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return is_text(value)
    return value is None or isinstance(value, int | float | bool | Decimal)


def is_text(value: str) -> bool:
    """Whether PostgreSQL can hold it: no NUL, no half of a surrogate pair."""
    return "\x00" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)


def fields_in(where: Mapping[str, Any]) -> set[str]:
    """The field names that a filter asks about."""
    found: set[str] = set()
    for key, value in where.items():
        if key == "not":
            found |= fields_in(value)
        elif key in JOINTS:
            for inner in value:
                found |= fields_in(inner)
        else:
            found.add(key)
    return found


def to_q(where: Mapping[str, Any], resolve: Resolve) -> Q:
    """The filter as a condition for the database. `resolve` gives the look-up path and the model field of a name."""
    condition = Q()
    for key, value in where.items():
        if key == "and":
            for inner in value:
                condition &= to_q(inner, resolve)
        elif key == "or":
            either = Q(pk__in=[])
            for inner in value:
                either |= _never_empty(to_q(inner, resolve))
            condition &= either
        elif key == "not":
            condition &= ~_never_empty(to_q(value, resolve))
        else:
            condition &= _test(key, value, resolve)
    return condition


def _never_empty(condition: Q) -> Q:
    """An empty Q means "all", but vanishes when joined by `or` or negated."""
    return condition or ~Q(pk__in=[])


def _test(name: str, test: Mapping[str, Any], resolve: Resolve) -> Q:
    path, field = resolve(name)
    condition = Q()
    for operator, value in test.items():
        condition &= _compare(path, field, name, operator, value)
    return condition


def _compare(path: str, field: "Field[Any, Any] | None", name: str, operator: str, value: Any) -> Q:
    if operator == "isnull":
        return Q(**{f"{path}__isnull": value})
    if operator == "in":
        values = [_value(field, name, one) for one in value if one is not None]
        found = Q(**{f"{path}__in": values})
        return found | Q(**{f"{path}__isnull": True}) if None in value else found
    if operator == "contains":
        return Q(pk__in=[]) if value is None else Q(**{f"{path}__icontains": str(value)})
    if operator in ("eq", "ne"):
        same = Q(**{f"{path}__isnull": True}) if value is None else Q(**{path: _value(field, name, value)})
        return same if operator == "eq" else ~same
    return Q(pk__in=[]) if value is None else Q(**{f"{path}__{LOOKUPS[operator]}": _value(field, name, value)})


def _value(field: "Field[Any, Any] | None", name: str, value: Any) -> Any:
    """The value as the field's type, so that a wrong one is refused before the database sees it."""
    if field is None:
        return value
    target = getattr(field, "target_field", field)
    try:
        return target.to_python(value)
    except (ValidationError, ValueError, TypeError, OverflowError) as error:
        raise BadFilter(field=name) from error


def matches(where: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether a row, as the API writes it, passes the filter."""
    return all(_holds(key, value, row) for key, value in where.items())


def _holds(key: str, value: Any, row: Mapping[str, Any]) -> bool:
    if key == "and":
        return all(matches(inner, row) for inner in value)
    if key == "or":
        return any(matches(inner, row) for inner in value)
    if key == "not":
        return not matches(value, row)
    present = _walk(row, key)
    return all(_passes(operator, present, wanted) for operator, wanted in value.items())


def _walk(row: Any, name: str) -> Any:
    for step in name.split("."):
        row = row.get(step) if isinstance(row, Mapping) else None
    return row


def _passes(operator: str, present: Any, wanted: Any) -> bool:
    if operator == "isnull":
        return (present is None) is wanted
    if operator == "in":
        return any(_equal(present, one) for one in wanted)
    if operator == "eq":
        return _equal(present, wanted)
    if operator == "ne":
        return not _equal(present, wanted)
    if present is None or wanted is None:
        return False
    if operator == "contains":
        return str(wanted).casefold() in _text(present).casefold()
    return _ordered(operator, present, wanted)


def _text(value: Any) -> str:
    return (
        " ".join(str(one) for one in value)
        if isinstance(value, Sequence) and not isinstance(value, str)
        else str(value)
    )


def _number(value: Any) -> Decimal | None:
    """A number, also one written as text (money); "007" and "0815550101" are text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    text = str(value)
    return Decimal(text) if NUMBER.fullmatch(text) else None


def _equal(present: Any, wanted: Any) -> bool:
    if present is None or wanted is None:
        return present is wanted
    left, right = _number(present), _number(wanted)
    if left is not None and right is not None:
        return left == right
    return type(present) is type(wanted) and bool(present == wanted)


def _ordered(operator: str, present: Any, wanted: Any) -> bool:
    """Numbers (also as text: money) by value, everything else as text: instants and days sort so."""
    left, right = _number(present), _number(wanted)
    a, b = (left, right) if left is not None and right is not None else (str(present), str(wanted))
    if operator == "lt":
        return a < b  # type: ignore[operator]
    if operator == "lte":
        return a <= b  # type: ignore[operator]
    if operator == "gt":
        return a > b  # type: ignore[operator]
    return a >= b  # type: ignore[operator]
