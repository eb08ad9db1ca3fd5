"""Every check constraint of the product, judged in Python and by PostgreSQL over the same values: never two answers."""

import datetime as dt
import random
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import CombinedExpression

from erp.kernel.access.models import Branch
from erp.kernel.documents.conditions import NotGiven, Unanswerable, holds

COMBINATIONS = 16
INSTANT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
CHECKS = [
    pytest.param(model, constraint, id=constraint.name)
    for model in apps.get_models()
    for constraint in model._meta.constraints
    if isinstance(constraint, models.CheckConstraint)
]
ASKED_OF_THE_DATABASE = {"appointments_booking_bounded", "courses_allowance_used_within_paid"}


def _names(condition: Any) -> set[str]:
    """The fields that a condition speaks of."""
    if isinstance(condition, tuple):
        return {condition[0].partition("__")[0]} | _names(condition[1])
    if isinstance(condition, Q):
        return set().union(*(_names(child) for child in condition.children))
    if isinstance(condition, F):
        return {condition.name}  # type: ignore[attr-defined]  # the stubs forget it
    if isinstance(condition, CombinedExpression):
        return _names(condition.lhs) | _names(condition.rhs)
    return set()


def _constants(condition: Any, name: str) -> list[Any]:
    """What a condition compares a field with."""
    if isinstance(condition, Q):
        return [value for child in condition.children for value in _constants(child, name)]
    path, value = condition
    if path.partition("__")[0] != name or path.endswith("__isnull") or hasattr(value, "resolve_expression"):
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _samples(field: models.Field[Any, Any], condition: Q) -> list[Any]:
    """Values on both sides of what the condition asks, and none at all."""
    found: list[Any] = [None, *_constants(condition, field.name)]
    if isinstance(field, models.BooleanField):
        return [None, True, False]
    if isinstance(field, models.DecimalField):
        return [*found, Decimal("-1.00"), Decimal("0.00"), Decimal("1.00"), Decimal("2.00")]
    if isinstance(field, models.IntegerField | models.ForeignKey):
        return [*found, 0, 1, 2]
    if isinstance(field, models.DateTimeField):
        return [None, INSTANT, INSTANT + dt.timedelta(hours=1)]
    if isinstance(field, models.DateField):
        return [None, INSTANT.date(), INSTANT.date() + dt.timedelta(days=1)]
    if isinstance(field, models.BinaryField):
        return [None, b"sealed"]
    return [*found, "", "something", *(text for length in (5, 13) for text in ("7" * length, "7" * length + "\n"))]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "constraint"), CHECKS)
def test_holds_of_every_check_constraint_answers_as_postgresql_does(
    model: type[models.Model], constraint: models.CheckConstraint
) -> None:
    condition = constraint.condition
    assert isinstance(condition, Q)
    fields: list[Any] = [model._meta.get_field(name) for name in sorted(_names(condition))]
    combinations = list(product(*(_samples(field, condition) for field in fields)))
    chance = random.Random(constraint.name)
    for values in chance.sample(combinations, k=min(COMBINATIONS, len(combinations))):
        record = model(**{field.attname: value for field, value in zip(fields, values, strict=True)})
        against = record._get_field_expression_map(meta=model._meta)  # type: ignore[attr-defined]
        if constraint.name in ASKED_OF_THE_DATABASE:
            with pytest.raises(Unanswerable):
                holds(condition, record)
            return
        assert holds(condition, record) is condition.check(against), values


def test_holds_with_a_function_of_the_database_is_left_to_the_database() -> None:
    with pytest.raises(Unanswerable):
        holds(Q(code__iendswith="n"), Branch(code="STN"))


def test_holds_with_a_field_that_is_left_out_says_so() -> None:
    with pytest.raises(NotGiven):
        holds(Q(code="STN"), Branch(code="ARI"), exclude={"code"})


def test_holds_with_a_wrong_value_and_one_unknown_fails_only_where_both_are_asked() -> None:
    branch = Branch(code="ARI", phone=None)  # type: ignore[misc]  # wrong on purpose
    assert not holds(Q(code="STN") & Q(phone="1"), branch)
    assert holds(Q(code="STN") | Q(phone="1"), branch)
