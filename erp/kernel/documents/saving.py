"""Create and change plain back-office records. A noun with rules of its own has services of its own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from erp.kernel.documents.checking import check_record
from erp.kernel.documents.records import Record
from erp.kernel.documents.refusals import Missing, Stale

R = TypeVar("R", bound=Record)


def create_record(model: type[R], values: Mapping[str, Any], *, by: Any, at: datetime) -> R:
    """Make a record of `model`. Raises Invalid naming the field."""
    record = model(**values)
    check_record(record)
    record.save(force_insert=True)
    return record


def update_record(
    model: type[R], record_id: int, values: Mapping[str, Any], *, by: Any, at: datetime, version: int | None = None
) -> R:
    """Change a record under a row lock. Raises Missing, Stale when `version` is not the record's, or Invalid."""
    record = model._default_manager.select_for_update(of=("self",)).filter(pk=record_id).first()
    if record is None:
        raise Missing()
    check_version(record, version)
    for name, value in values.items():
        setattr(record, name, value)
    check_record(record)
    record.save()
    return record


def check_version(record: Record, version: int | None) -> None:
    """Raise Stale unless the caller saw the record as it is."""
    if version is not None and version != record.version:
        raise Stale(
            remedy=_("Look at both versions and save again."), current_version=record.version, record=record.reference
        )
