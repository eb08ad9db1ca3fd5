"""Screens as data: menus and view definitions that the web client renders. A module lists them in `screens.py`.

Defaults are made from the model, so that most nouns need no view of their own; a module says only what differs.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import models
from django_stubs_ext import StrOrPromise

Group = Literal["clinical", "finance", "back_office"]


@dataclass(frozen=True, kw_only=True)
class MenuItem:
    """An entry of the sidebar, shown to whoever holds `right`."""

    code: str
    label: StrOrPromise
    group: Group
    to: str
    icon: str
    right: str
    order: int = 50


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a list; `tone` colours by a filter of the filter language."""

    field: str
    sum: bool = False  # shown under the column, over all rows
    tone: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Section:
    """A group (or, with `tab`, a tab) of fields in a form."""

    title: StrOrPromise
    fields: Sequence[str]
    tab: bool = False
    columns: int = 2


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Rows of a noun that belong to the record, shown inside its form."""

    noun: str
    field: str  # the foreign key on the line that names the record
    title: StrOrPromise
    columns: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Filter:
    """A ready filter of the search bar."""

    code: str
    label: StrOrPromise
    where: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Screen:
    """How a noun is listed, searched and edited."""

    model: type[models.Model]
    endpoint: str  # "/api/v1/sales/orders/"
    title: StrOrPromise
    title_plural: StrOrPromise
    columns: Sequence[Column | str]
    form: Sequence[Section] = ()
    lines: Sequence[Lines] = ()
    order: str = "-id"
    search: Sequence[str] = ()
    filters: Sequence[Filter] = ()
    group_by: Sequence[str] = ()
    kanban: bool = False
    calendar: Mapping[str, str] = dataclasses.field(default_factory=dict)
    labels: Mapping[str, StrOrPromise] = dataclasses.field(default_factory=dict)
    readonly: Sequence[str] = ()
    figures: Mapping[str, str] = dataclasses.field(default_factory=dict)  # computed columns that are money or integers
    extra: Mapping[str, Mapping[str, Any]] = dataclasses.field(default_factory=dict)  # writable, but no column
    creates: bool = True
    edits: bool = True
    verb_forms: Mapping[str, Sequence[Mapping[str, Any]]] = dataclasses.field(default_factory=dict)
