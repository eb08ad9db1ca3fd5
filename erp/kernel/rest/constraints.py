"""What the database refuses, as refusals: by constraint name when a module has said what it means, else by kind."""

from collections.abc import Callable
from functools import cache

from django.apps import apps
from django.db import Error, models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Busy, Invalid, NotNow, Refusal

constraint_refusals: dict[str, Callable[[], Refusal]] = {}
BUSY = {"55P03", "40P01", "40001", "57014"}  # lock time-out, deadlock, serialization, statement time-out
RAISED = "P0001"  # RAISE EXCEPTION of a trigger
UNIQUE, CHECK, EXCLUSION, FOREIGN, NOT_NULL = "23505", "23514", "23P01", "23503", "23502"
TOO_LONG, OUT_OF_RANGE, NO_PRIVILEGE, READ_ONLY = "22001", "22003", "42501", "25006"


class Duplicate(NotNow):
    """Another record has this value already."""

    code = "rest.duplicate"
    title = _("There is such a record already")


class Overlap(NotNow):
    """Another record holds this time."""

    code = "rest.overlap"
    title = _("This time is taken")


class RuleOfTheDatabase(NotNow):
    """A rule that the database itself holds."""

    code = "rest.against_the_rules"
    title = _("The database refuses this: it would break a rule")


class Referenced(NotNow):
    """A record that others refer to, or that is not there."""

    code = "rest.reference"
    title = _("The record that this refers to is missing, or others refer to this one")


def refuses(constraint: str, refusal: Callable[[], Refusal]) -> None:
    """Say what a violated constraint means: `refuses("courses_used_le_sold", NoSessionLeft)`."""
    constraint_refusals[constraint] = refusal


def refusal_of(error: Error | Exception) -> Refusal | None:
    """The refusal that a database error stands for; None when it is a fault."""
    cause = error.__cause__
    state = getattr(cause, "sqlstate", None)
    if state is None:
        return None
    constraint = getattr(getattr(cause, "diag", None), "constraint_name", None) or ""
    known = constraint_refusals.get(constraint)
    if known is not None:
        return known()
    if state in BUSY:
        return Busy()
    if state == UNIQUE:
        return Duplicate(field=_field_of(constraint), constraint=constraint)
    if state == EXCLUSION:
        return Overlap(constraint=constraint)
    if state in (CHECK, RAISED):
        return RuleOfTheDatabase(constraint=constraint)
    if state == FOREIGN:
        return Referenced(constraint=constraint)
    if state in (NOT_NULL, TOO_LONG, OUT_OF_RANGE):
        return Invalid(field=getattr(cause.diag, "column_name", None) if cause else None)  # type: ignore[attr-defined]
    return None


@cache
def _fields_by_constraint() -> dict[str, str]:
    found: dict[str, str] = {}
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and len(constraint.fields) == 1:
                found[constraint.name] = constraint.fields[0]
        for field in model._meta.local_fields:
            if field.unique and not field.primary_key:
                found[f"{model._meta.db_table}_{field.column}"] = field.name
    return found


def _field_of(constraint: str) -> str | None:
    """The one field of a unique constraint, also of those that Django names (`table_column_hash_uniq`, `_key`)."""
    known = _fields_by_constraint()
    if constraint in known:
        return known[constraint]
    for prefix, field in known.items():
        if constraint.startswith(f"{prefix}_"):
            return field
    return None
