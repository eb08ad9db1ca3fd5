"""A screen as JSON for one person: what she may not see is not in it."""

from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from erp.kernel.access.rights import field_access, may
from erp.kernel.documents.nouns import noun_of
from erp.kernel.machines.machine import machine_of, state_choices
from erp.kernel.screens.registry import screens
from erp.kernel.screens.screen import Column, Screen

TYPES: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
    (models.BooleanField, "boolean"),
    (models.DateTimeField, "instant"),
    (models.DateField, "day"),
    (models.TimeField, "time"),
    (models.IntegerField, "integer"),
    (models.JSONField, "json"),
    (models.TextField, "text"),
)
OWN = frozenset({"id", "created_at", "updated_at", "version"})
# What columns are called whose model says nothing of its own.
COMMON = {
    "id": _("No. in the system"),
    "created_at": _("Created at"),
    "updated_at": _("Changed at"),
    "version": _("Version"),
    "number": _("Number"),
    "state": _("State"),
    "branch": _("Branch"),
    "product": _("Product"),
    "roles": _("Roles"),
    "signed_by": _("Signed by"),
}
TECHNICAL = ("_xid",)  # the database's own marks


def describe(screen: Screen, user: Any) -> dict[str, Any]:
    """The definition of studies' shape: fields, views, search, actions and what the caller may do."""
    noun = noun_of(screen.model)
    fields = _fields(screen, user, noun)
    return {
        "noun": noun,
        "endpoint": screen.endpoint,
        "title": str(screen.title),
        "title_plural": str(screen.title_plural),
        "perms": _perms(screen, user, noun),
        "fields": fields,
        "views": _views(screen, fields),
        "search": {
            "fields": list(screen.search),
            "filters": [
                {"code": each.code, "label": str(each.label), "where": dict(each.where)} for each in screen.filters
            ],
            "groups": [name for name in screen.group_by if name in fields],
        },
        "states": _states(screen.model),
        "actions": _actions(screen),
    }


def _perms(screen: Screen, user: Any, noun: str) -> dict[str, bool]:
    module, name = noun.split(".")
    return {
        "create": screen.creates and may(user, f"{module}.create_{name}"),
        "update": screen.edits and may(user, f"{module}.update_{name}"),
        "export": may(user, f"{module}.export_{name}"),
    }


def _fields(screen: Screen, user: Any, noun: str) -> dict[str, dict[str, Any]]:
    described = {}
    for field in screen.model._meta.concrete_fields:
        access = field_access(user, noun, field.name)
        if access != "hidden" and _is_told(field):
            described[field.name] = _field(screen, field) | ({"masked": True} if access == "masked" else {})
    for name, known in screen.extra.items():
        access = field_access(user, noun, name)
        if access != "hidden":
            label = str(screen.labels.get(name, capfirst(name.replace("_", " "))))
            plain = {"type": "char", "label": label, "required": False, "readonly": False, **known}
            described[name] = plain | ({"masked": True} if access == "masked" else {})
    for name in _named(screen):
        if name not in described and field_access(user, noun, name) != "hidden":
            label = str(screen.labels.get(name, capfirst(name.replace("_", " "))))
            kind = screen.figures.get(name, "text")
            described[name] = {"type": kind, "label": label, "readonly": True, "computed": True}
    return described


def _is_told(field: models.Field[Any, Any]) -> bool:
    return not (isinstance(field, models.BinaryField | models.GeneratedField) or field.name.endswith(TECHNICAL))


def _label(screen: Screen, field: models.Field[Any, Any]) -> str:
    """The screen's word, else the model's, else the common one of such a column."""
    if field.name in screen.labels:
        return str(screen.labels[field.name])
    if field.verbose_name in (field.name.replace("_", " "), "ID") and field.name in COMMON:
        return str(COMMON[field.name])
    return str(capfirst(field.verbose_name))


def _named(screen: Screen) -> list[str]:
    """What lists and forms show, whether a column of the table or computed by the serializer."""
    columns = [column.field if isinstance(column, Column) else column for column in screen.columns]
    return [*columns, *(name for section in screen.form for name in section.fields)]


def _field(screen: Screen, field: models.Field[Any, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {
        "type": _type(field),
        "label": _label(screen, field),
        "required": not field.blank and not field.has_default() and not field.null and field.name not in OWN,
        "readonly": not field.editable or field.name in OWN or field.name in screen.readonly or field.name == "state",
    }
    if field.help_text:
        known["help"] = str(field.help_text)
    if field.choices:
        known |= {"type": "select", "options": [[value, str(label)] for value, label in field.flatchoices]}
    if isinstance(field, models.ForeignKey):
        target = noun_of(field.related_model)
        found = screens().get(target)
        known |= {"type": "reference", "noun": target, "endpoint": found.endpoint if found else None}
    if isinstance(field, models.DecimalField):
        known |= {"digits": field.decimal_places}
    if isinstance(field, models.CharField) and field.max_length:
        known["max"] = field.max_length
    return known


def _type(field: models.Field[Any, Any]) -> str:
    if isinstance(field, models.DecimalField):
        return "money" if field.decimal_places == 2 else "decimal"
    return next((name for kind, name in TYPES if isinstance(field, kind)), "char")


def _views(screen: Screen, fields: dict[str, Any]) -> dict[str, Any]:
    columns = [column if isinstance(column, Column) else Column(field=column) for column in screen.columns]
    views: dict[str, Any] = {
        "list": {
            "columns": [
                {"field": each.field, "sum": each.sum, "tone": dict(each.tone)}
                for each in columns
                if each.field in fields
            ],
            "order": screen.order,
        },
        "form": {"status": "state" in fields, "sections": _sections(screen, fields), "lines": _lines(screen)},
    }
    if screen.kanban:
        views["kanban"] = {"group": "state", "columns": [each.field for each in columns[:4]]}
    if screen.calendar:
        views["calendar"] = dict(screen.calendar)
    return views


def _sections(screen: Screen, fields: dict[str, Any]) -> list[dict[str, Any]]:
    if not screen.form:
        names = [name for name, known in fields.items() if name not in OWN and not known.get("computed")]
        return [{"title": "", "fields": [name for name in names if name != "state"], "tab": False, "columns": 2}]
    return [
        {
            "title": str(section.title),
            "fields": [name for name in section.fields if name in fields],
            "tab": section.tab,
            "columns": section.columns,
        }
        for section in screen.form
    ]


def _lines(screen: Screen) -> list[dict[str, Any]]:
    return [
        {
            "noun": each.noun,
            "field": each.field,
            "title": str(each.title),
            "columns": list(each.columns),
            "endpoint": screens()[each.noun].endpoint if each.noun in screens() else None,
        }
        for each in screen.lines
    ]


def _states(model: type[models.Model]) -> list[dict[str, str]]:
    if machine_of(model) is None:
        return []
    return [{"value": value, "label": str(label)} for value, label in state_choices(model)]


def _actions(screen: Screen) -> list[dict[str, Any]]:
    machine = machine_of(screen.model)
    steps = [] if machine is None else [step for step in machine.steps.values() if not step.hidden]
    return [
        {
            "name": step.name,
            "label": str(step.label),
            "source": list(step.source),
            "target": step.target,
            "form": [dict(each) for each in screen.verb_forms.get(step.name, ())],
        }
        for step in steps
    ]
