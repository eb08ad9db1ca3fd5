"""Would the table take this record? Asked before the write, so that the answer can name the field.

Fields and check constraints are judged in Python, all foreign keys by one statement; only uniqueness needs a look each.
"""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection, models

from erp.kernel.documents.conditions import NotGiven, Unanswerable, holds
from erp.kernel.documents.nouns import noun_of
from erp.kernel.documents.refusals import Invalid


def check_record(record: models.Model, *, exclude: Collection[str] = (), constraints: bool = True) -> None:
    """Raise Invalid, naming the field, unless the table would take the record. The state is its machine's affair."""
    given = {field.name for field in record._meta.concrete_fields if getattr(field, "protected", False)}
    left_out = {*exclude, *given}
    try:
        _check_fields(record, left_out)
        record.clean()
        record.validate_unique(exclude=left_out)
        if constraints:
            _check_constraints(record, left_out)
    except ValidationError as error:
        field, failed = _first(error)
        raise Invalid(
            " ".join(failed.messages),
            code=f"{noun_of(type(record))}.{failed.code or 'invalid'}",
            field=None if field == NON_FIELD_ERRORS else field,
        ) from error


def _first(error: ValidationError) -> tuple[str, ValidationError]:
    if hasattr(error, "error_dict"):
        field, errors = next(iter(error.error_dict.items()))
        return field, errors[0]
    return NON_FIELD_ERRORS, error.error_list[0]


def _check_fields(record: models.Model, exclude: Collection[str]) -> None:
    """`clean_fields`, but the existence of what foreign keys name is one question for all of them."""
    keys = [
        field
        for field in record._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.name not in exclude and not field.get_limit_choices_to()
    ]
    record.clean_fields(exclude={*exclude, *(field.name for field in keys)})
    asked = [field for field in keys if _is_to_be_looked_up(record, field)]
    if not asked:
        return
    there = _exist([(field, getattr(record, field.attname)) for field in asked])
    for field, found in zip(asked, there, strict=True):
        if not found:
            raise ValidationError({field.name: _unknown(field, getattr(record, field.attname))})


def _is_to_be_looked_up(record: models.Model, field: models.ForeignKey[Any, Any]) -> bool:
    """Whether only the id of the other record is known; a record that was read is there (or PostgreSQL will say)."""
    value = getattr(record, field.attname)
    if hasattr(value, "resolve_expression") or (field.blank and value in field.empty_values):
        return False
    if value in field.empty_values:
        code = "null" if value is None and not field.null else "blank"
        raise ValidationError({field.name: ValidationError(field.error_messages[code], code=code)})
    try:
        setattr(record, field.attname, field.to_python(value))
    except ValidationError as error:
        raise ValidationError({field.name: error}) from error
    other = field.get_cached_value(record, default=None)
    return other is None or other._state.adding


def _exist(named: list[tuple[models.ForeignKey[Any, Any], Any]]) -> list[bool]:
    quote = connection.ops.quote_name
    questions = ", ".join(
        f"EXISTS (SELECT FROM {quote(field.target_field.model._meta.db_table)}"
        f" WHERE {quote(str(field.target_field.column))} = %s)"
        for field, _value in named
    )
    values = [field.target_field.get_db_prep_value(value, connection) for field, value in named]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {questions}", values)
        return list(cursor.fetchone())


def _unknown(field: models.ForeignKey[Any, Any], value: Any) -> ValidationError:
    named = {"pk": value, "value": value, "field": field.target_field.name}
    named["model"] = field.target_field.model._meta.verbose_name
    return ValidationError(field.error_messages["invalid"], code="invalid", params=named)


def _check_constraints(record: models.Model, exclude: set[str]) -> None:
    for model, declared in record.get_constraints():
        for constraint in declared:
            if isinstance(constraint, models.CheckConstraint):
                _check(constraint, model, record, exclude)
            else:
                _validate(constraint, model, record, exclude)


def _check(
    constraint: models.CheckConstraint, model: type[models.Model], record: models.Model, exclude: set[str]
) -> None:
    condition = constraint.condition
    try:
        if isinstance(condition, models.Q) and holds(condition, record, exclude=exclude):
            return
    except NotGiven:
        return
    except Unanswerable:
        pass
    _validate(constraint, model, record, exclude)  # its words for what is wrong


def _validate(
    constraint: models.BaseConstraint, model: type[models.Model], record: models.Model, exclude: set[str]
) -> None:
    try:
        constraint.validate(model, record, exclude=exclude)
    except ValidationError as error:
        fields: tuple[str, ...] = getattr(constraint, "fields", ())
        if error.code == "unique" and len(fields) == 1:
            raise ValidationError({fields[0]: error}) from error
        raise
