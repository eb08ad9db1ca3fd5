"""The one gate: `fire` moves a record, `born` brings one into the world, `available` says what is possible."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from erp.kernel.access.rights import may
from erp.kernel.bulk.behind import write
from erp.kernel.bulk.inserts import insert_rows
from erp.kernel.documents.nouns import noun_of
from erp.kernel.documents.refusals import NotAllowed, NotNow
from erp.kernel.machines.machine import Condition, Machine, Step, machine_of
from erp.kernel.machines.models import TransitionLog


@dataclass(frozen=True, kw_only=True)
class Action:
    """A verb that a person may say to a record now: a button."""

    name: str
    label: str
    target: str


def fire(record: Any, verb: str, *, by: Any, at: datetime, **arguments: Any) -> None:
    """Move `record` by `verb`, save it and write the transition log. `by=None` is the system.

    Raises NotNow (state or a condition) or NotAllowed (the person). The caller holds the row's lock.
    """
    machine = _machine(type(record))
    step = machine.steps[verb]
    source = record.state
    code = f"{noun_of(type(record))}.{verb}"
    if source not in step.source:
        raise NotNow(
            _("“%(verb)s” is not possible while it is “%(state)s”.")
            % {"verb": step.label, "state": record.get_state_display()},
            code=code,
            current=current(record, by),
        )
    if not _permits(step, machine, by, record):
        raise NotAllowed(code=code)
    if failed := _failed(step.conditions, record):
        raise NotNow(str(getattr(failed, "_reason", failed.__name__)), code=code, current=current(record, by))
    machine._acts[verb](record, at=at, **arguments)
    record.save()
    _log(record, verb=verb, source=source, by=by, at=at)


def born(record: Any, *, by: Any, at: datetime) -> None:
    """Insert a new record in one of its births and write the log. Raises NotNow for any other state."""
    machine = _machine(type(record))
    if record.state not in machine.births:
        raise NotNow(code=f"{noun_of(type(record))}.create", state=record.state)
    record.save(force_insert=True)
    _log(record, verb="create", source="", by=by, at=at)


def available(record: Any, user: Any) -> list[Action]:
    """The verbs that `user` may say to `record` now, in the machine's order."""
    machine = machine_of(type(record))
    if machine is None:
        return []
    return [
        Action(name=step.name, label=str(step.label), target=step.target)
        for step in machine.steps.values()
        if not step.hidden
        and record.state in step.source
        and _permits(step, machine, user, record)
        and not _failed(step.conditions, record)
    ]


def current(record: Any, user: Any) -> dict[str, Any]:
    """The record as it is now, for a conflict's answer: state, version and what is possible instead."""
    return {
        "reference": record.reference,
        "state": record.state,
        "version": record.version,
        "_actions": [asdict(action) for action in available(record, user)] if user is not None else [],
    }


def _machine(model: type[models.Model]) -> type[Machine[Any]]:
    machine = machine_of(model)
    if machine is None:
        raise LookupError(f"{model.__name__} has no machine; is it imported in the module's apps.py?")
    return machine


def _permits(step: Step, machine: type[Machine[Any]], user: Any, record: Any) -> bool:
    if user is None:
        return True
    if callable(step.permission):
        return step.permission(user, record)
    return may(user, step.permission or machine.right(step.name), record)


def _failed(conditions: tuple[Condition, ...], record: Any) -> Condition | None:
    return next((condition for condition in conditions if not condition(record)), None)


def _log(record: Any, *, verb: str, source: str, by: Any, at: datetime) -> None:
    person = None if by is None else by.pk
    write(_write_log, [(noun_of(type(record)), record.pk, verb, source, record.state, person, at)])


def _write_log(rows: list[Any]) -> None:
    insert_rows(TransitionLog, ("noun", "record_id", "verb", "source", "target", "by_id", "at"), rows)
