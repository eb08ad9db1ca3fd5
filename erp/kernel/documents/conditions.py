"""A check constraint's condition, answered in Python with SQL's three values: the database is asked at the write only.

Django asks the database, inside a savepoint, for each constraint of each record. What this cannot answer for certain
(other lookups, database functions) raises Unanswerable, and the caller asks as Django does.
"""

import operator
import re
from collections.abc import Callable, Collection, Mapping
from functools import reduce
from typing import Any, Final

from django.db import models
from django.db.models.expressions import CombinedExpression, F

Answer = bool | None  # None: SQL's NULL, unknown
YES: Final[Answer] = True

_COMPARISONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "contains": operator.contains,
    "regex": lambda value, pattern: re.search(_as_postgresql(pattern), value) is not None,
}
_ARITHMETIC: Final[Mapping[str, Callable[[Any, Any], Any]]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


class Unanswerable(Exception):
    """Only the database can say."""


class NotGiven(Exception):
    """The condition speaks of a field that is not to be checked."""


def holds(condition: models.Q, record: models.Model, *, exclude: Collection[str] = ()) -> bool:
    """Whether a table with this check would take the record. Raises Unanswerable, or NotGiven for an excluded field."""
    return _answer(condition, record, exclude) is not False  # a check fails on false alone


def _answer(condition: Any, record: models.Model, exclude: Collection[str]) -> Answer:
    if isinstance(condition, tuple):
        return _compare(condition[0], condition[1], record, exclude)
    if not isinstance(condition, models.Q):
        raise Unanswerable
    answers = [_answer(child, record, exclude) for child in condition.children]
    if condition.connector == models.Q.AND:
        joined = reduce(_and, answers, YES)
    elif condition.connector == models.Q.OR:
        joined = _not(reduce(_and, map(_not, answers), YES)) if answers else YES
    else:
        raise Unanswerable
    return _not(joined) if condition.negated else joined


def _and(one: Answer, other: Answer) -> Answer:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _not(answer: Answer) -> Answer:
    return None if answer is None else not answer


def _compare(path: str, wanted: Any, record: models.Model, exclude: Collection[str]) -> Answer:
    name, _, lookup = path.partition("__")
    value = _value(F(name), record, exclude)
    if lookup == "isnull":
        return (value is None) is bool(wanted)
    if wanted is None and lookup in ("", "exact"):
        return value is None  # as Django writes it: IS NULL
    if lookup == "in":
        return None if value is None else value in [_value(each, record, exclude) for each in wanted]
    compare = _COMPARISONS.get(lookup or "exact")
    if compare is None:
        raise Unanswerable
    other = _value(wanted, record, exclude)
    if value is None or other is None:
        return None
    try:
        return compare(value, other)
    except TypeError as error:
        raise Unanswerable from error


def _as_postgresql(pattern: str) -> str:
    """Python's `$` also stands before a last line feed; PostgreSQL's does not."""
    return f"{pattern[:-1]}\\Z" if pattern.endswith("$") and not pattern.endswith("\\$") else pattern


def _value(expression: Any, record: models.Model, exclude: Collection[str]) -> Any:
    if isinstance(expression, CombinedExpression):
        combine = _ARITHMETIC.get(expression.connector)
        if combine is None:
            raise Unanswerable
        one, other = (_value(side, record, exclude) for side in (expression.lhs, expression.rhs))
        return None if one is None or other is None else combine(one, other)
    if isinstance(expression, F):
        return _field_value(str(vars(expression)["name"]), record, exclude)
    if hasattr(expression, "resolve_expression"):
        raise Unanswerable
    return expression


def _field_value(name: str, record: models.Model, exclude: Collection[str]) -> Any:
    if name in exclude:
        raise NotGiven
    if name == "pk":
        return record.pk
    field = record._meta.get_field(name)
    if not isinstance(field, models.Field) or field.generated:
        raise Unanswerable
    value = getattr(record, field.attname)
    if hasattr(value, "resolve_expression"):
        raise Unanswerable  # a default of the database's
    return value
