"""A record's history for one reader: fields that the reader may not see are stripped, masked ones masked."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, TypedDict

from django.db.models import Field, ForeignKey, Model

from erp.kernel.access.models import User
from erp.kernel.access.rights import field_access, rights
from erp.kernel.audit.models import Change
from erp.kernel.documents.nouns import noun_of
from erp.kernel.rest.labels import Labels
from erp.kernel.rest.masks import masked

MOST = 200


class FieldChange(TypedDict):
    """One field, before and after."""

    field: str
    label: str
    old: Any
    new: Any


class HistoryLine(TypedDict):
    """One change."""

    at: datetime
    operation: str
    actor_id: int | None
    actor: str
    changes: list[FieldChange]


def history_of(record: Model, *, shown: Collection[str], viewer: Any) -> list[HistoryLine]:
    """The newest changes of a record, at most 200; of its fields only those `shown` to the viewer in the record."""
    rows = list(Change.objects.filter(table_name=record._meta.db_table, row_id=str(record.pk)).order_by("-id")[:MOST])
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={row.actor_id for row in rows if row.actor_id})}
    columns = {field.column: field for field in record._meta.concrete_fields if field.name in shown}
    labels = Labels(viewer)
    for row in rows:
        for column, values in row.changes.items():
            if isinstance(field := columns.get(column), ForeignKey):
                labels.fetch(field.related_model, values)
    return [
        HistoryLine(
            at=row.created_at,
            operation=row.operation,
            actor_id=row.actor_id,
            actor=names.get(row.actor_id, "") if row.actor_id else "",
            changes=[
                change
                for column, (old, new) in sorted(row.changes.items())
                if column in columns
                for change in _seen(record, columns[column], old, new, viewer, labels)
            ],
        )
        for row in rows
    ]


def _seen(
    record: Model, field: "Field[Any, Any]", old: Any, new: Any, viewer: Any, labels: Labels
) -> list[FieldChange]:
    noun = noun_of(type(record))
    access = field_access(viewer, noun, field.name)
    if access == "hidden":
        return []
    if isinstance(field, ForeignKey):
        old, new = labels.of(field.related_model, old), labels.of(field.related_model, new)
    if access == "masked":
        kind = rights().fields[noun][field.name].mask
        old, new = masked(old, kind), masked(new, kind)
    return [FieldChange(field=field.name, label=str(field.verbose_name), old=old, new=new)]
