"""The base of every record's serializer: strips, masks, names references, tells version and possible actions."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Field as ModelField
from django.db.models import ForeignKey, Model
from django.utils.functional import cached_property
from rest_framework import serializers

from erp.kernel.access.rights import field_access, rights
from erp.kernel.documents.nouns import noun_of
from erp.kernel.documents.records import Document
from erp.kernel.machines.gate import available
from erp.kernel.machines.machine import machine_of
from erp.kernel.rest.fields import PDPAMaskingField, viewer_of
from erp.kernel.rest.labels import Labels

M = TypeVar("M", bound=Model)
CHAR_OPTIONS = ("required", "allow_null", "allow_blank", "read_only", "max_length", "label", "help_text", "validators")


class InstantField(serializers.DateTimeField):
    """An instant, always written in UTC; days and clocks are the screen's."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"default_timezone": UTC, **kwargs})


class ActionSerializer(serializers.Serializer[Any]):
    """A verb that the caller may say to the record now."""

    name = serializers.CharField()
    label: Any = serializers.CharField()
    target = serializers.CharField(allow_blank=True)
    to = serializers.CharField(required=False)


class RecordListSerializer(serializers.ListSerializer[Any]):
    """Many records: the labels of all references are fetched before the first row is written."""

    child: "RecordSerializer[Any]"

    def to_representation(self, data: Any) -> list[Any]:
        """The rows."""
        rows = list(data.all() if hasattr(data, "all") else data)
        self.child.fetch_labels(rows)
        return [self.child.to_representation(row) for row in rows]


class RecordSerializer(serializers.ModelSerializer[M]):
    """Write `Meta.model` and `Meta.fields`; the rest follows from the model, its machine and the table of rights.

    Each row carries `id`, `_version`, `_display`, `_labels` (what its references are called) and, at the top level,
    `_actions`. Fields that the caller may not read are absent, masked ones are masked.
    """

    serializer_field_mapping: ClassVar[dict[Any, Any]] = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.DateTimeField: InstantField,
    }

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        meta = getattr(cls, "Meta", None)
        if meta is not None and not hasattr(meta, "list_serializer_class"):
            meta.list_serializer_class = RecordListSerializer

    @property
    def noun(self) -> str:
        """The noun whose rules apply."""
        return noun_of(self.Meta.model)

    def get_fields(self) -> dict[str, Any]:
        """The declared fields as this caller sees them."""
        model: type[Model] = self.Meta.model
        viewer = viewer_of(self.context)
        rules = rights().fields.get(self.noun, {})
        fields: dict[str, Any] = {"id": serializers.IntegerField(source="pk", read_only=True)}
        for name, field in super().get_fields().items():
            column = field.source or name
            if column in rules:
                if field_access(viewer, self.noun, column) == "hidden":
                    continue
                field = _masking(field, column)
            fields[name] = field
        _keep_given(fields, model)
        return fields | self._particulars(model)

    def _particulars(self, model: type[Model]) -> dict[str, Any]:
        particulars: dict[str, Any] = {}
        if any(field.name == "version" for field in model._meta.concrete_fields):
            particulars["_version"] = serializers.IntegerField(source="version", read_only=True)
        particulars["_display"] = serializers.CharField(source="__str__", read_only=True)
        particulars["_labels"] = serializers.SerializerMethodField(method_name="labels_of")
        if self._is_top():
            particulars["_actions"] = serializers.SerializerMethodField(method_name="actions_of")
        return particulars

    def _is_top(self) -> bool:
        above = self.parent
        while above is not None:
            if isinstance(above, RecordSerializer):
                return False
            above = above.parent
        return True

    # --- references -------------------------------------------------------------------------------------------------

    @property
    def _labels(self) -> Labels:
        known = self.root.__dict__.setdefault("_known_labels", Labels(viewer_of(self.context)))
        assert isinstance(known, Labels)
        return known

    @cached_property
    def _references(self) -> list[tuple[str, ForeignKey[Any, Any]]]:
        found = []
        for name, field in self.fields.items():
            if isinstance(field, serializers.PrimaryKeyRelatedField):
                source = _model_field(self.Meta.model, field.source)
                if isinstance(source, ForeignKey):
                    found.append((name, source))
        return found

    def fetch_labels(self, rows: Iterable[Any]) -> None:
        """Learn what the references of these rows are called."""
        rows = list(rows)
        for _name, field in self._references:
            self._labels.fetch(field.related_model, (getattr(row, field.attname, None) for row in rows))

    def labels_of(self, row: Any) -> dict[str, str]:
        """Field → what it refers to."""
        found: dict[str, str] = {}
        for name, field in self._references:
            label = self._labels.of(field.related_model, getattr(row, field.attname, None))
            if label is not None:
                found[name] = label
        return found

    labels_of.__annotations__["return"] = dict[str, str]

    def actions_of(self, row: Any) -> list[dict[str, str]]:
        """The verbs that the caller may say to this row now."""
        viewer = viewer_of(self.context)
        view = self.context.get("view")
        offer = getattr(view, "offered_actions", None)
        if offer is not None:
            return list(offer(row, viewer))
        if machine_of(type(row)) is None:
            return []
        return [asdict(action) for action in available(row, viewer)]

    actions_of.__annotations__["return"] = ActionSerializer(many=True)

    def to_representation(self, instance: Any) -> Any:
        """One row."""
        if not isinstance(self.parent, RecordListSerializer):
            self.fetch_labels([instance])
        return super().to_representation(instance)


def _model_field(model: type[Model], name: str | None) -> "ModelField[Any, Any] | None":
    try:
        found = model._meta.get_field(name or "")
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, ModelField) else None


def _masking(field: Any, column: str) -> Any:
    """The same field, masking. What is not text can only be shown whole or not at all."""
    if isinstance(field, PDPAMaskingField):
        return field
    options = {name: field._kwargs[name] for name in CHAR_OPTIONS if name in field._kwargs}
    if not isinstance(field, serializers.CharField):
        options = {name: value for name, value in options.items() if name in ("required", "allow_null", "read_only")}
    return PDPAMaskingField(column=column, **options)


def _keep_given(fields: dict[str, Any], model: type[Model]) -> None:
    """State and number are never written by a request; the branch may be left out: it is the current one."""
    for name, field in fields.items():
        source = _model_field(model, field.source or name)
        if source is None:
            continue
        given = getattr(source, "protected", False) or (name == "number" and issubclass(model, Document))
        if given and not field.read_only:
            field.read_only, field.required = True, False
        if name == "branch" and not field.read_only:
            field.required = False


_made: dict[tuple[type[Model], tuple[str, ...]], type[RecordSerializer[Any]]] = {}


def serializer_for(model: type[Model], names: tuple[str, ...] = ()) -> type[RecordSerializer[Any]]:
    """A serializer of a plain noun: all its columns, unless some are named."""
    columns = names or tuple(
        field.name for field in model._meta.concrete_fields if field.name not in ("id", "version", "updated_at")
    )
    if (model, columns) not in _made:
        meta = type("Meta", (), {"model": model, "fields": columns})
        _made[model, columns] = type(
            f"{model.__name__}Serializer", (RecordSerializer,), {"Meta": meta, "__module__": model.__module__}
        )
    return _made[model, columns]
