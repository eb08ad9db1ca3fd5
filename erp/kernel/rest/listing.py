"""A list: search, filter, order, page, sums and groups, each only by fields that the caller reads in full."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Count, DateField, F, Field, ForeignKey, Model, Q, QuerySet, Sum, TextField
from django.db.models.functions import Trunc
from django.http import QueryDict
from django.utils.functional import cached_property

from erp.kernel.access.rights import field_access
from erp.kernel.documents.nouns import noun_of
from erp.kernel.rest import filters
from erp.kernel.rest.errors import BadFilter, BadPaging, FieldNotReadable, UnknownField
from erp.kernel.rest.labels import Labels

DEFAULT_LIMIT, MOST = 50, 200
FURTHEST = 100_000  # an offset beyond this is a crawl: filter instead
PERIODS = ("day", "week", "month", "year")
LONGEST_SEARCH = 100
MOST_GROUPS = 500


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a view offers for its list."""

    model: type[Model]
    search: Sequence[str]
    filter: Sequence[str]
    order: Sequence[str]
    default_order: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """One field as the caller may use it: its path for the database, and the model field at its end."""

    path: str
    field: "Field[Any, Any] | None"


class Listing:
    """One list request, read from its query string."""

    def __init__(self, *, offer: Offer, query: QueryDict, user: Any) -> None:
        self.offer, self.query, self.user = offer, query, user

    def narrowed(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """The rows that `q` and `where` leave. Raises BadFilter, UnknownField, FieldNotReadable."""
        if self.where:
            rows = rows.filter(filters.to_q(self.where, self._resolve))
        words = self.query.get("q", "").strip()[:LONGEST_SEARCH]
        if not filters.is_text(words):
            return rows.none()
        return rows.filter(self._search(words)) if words else rows

    @cached_property
    def where(self) -> dict[str, Any]:
        """The filter, read and checked."""
        text = self.query.get("where", "")
        if not text:
            return {}
        try:
            where = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise BadFilter(field="where") from error
        filters.check(where)
        return dict(where)

    def ordered(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """In the order asked for; the id decides ties, so that pages never overlap."""
        names = [name for name in self.query.get("order", self.offer.default_order).split(",") if name]
        paths = []
        for name in names:
            bare = name.removeprefix("-")
            paths.append(("-" if name.startswith("-") else "") + self._find(bare, self.offer.order).path)
        return rows.order_by(*paths, "-pk" if paths and paths[-1].startswith("-") else "pk")

    def window(self) -> tuple[int, int]:
        """(limit, offset), within bounds. Raises BadPaging."""
        return self._whole("limit", DEFAULT_LIMIT, 0, MOST), self._whole("offset", 0, 0, FURTHEST)

    def _whole(self, name: str, default: int, least: int, most: int) -> int:
        text = self.query.get(name)
        if text is None:
            return default
        if not text.isascii() or not text.isdigit() or not least <= int(text[:9]) <= most:
            raise BadPaging(field=name, least=least, most=most)
        return int(text)

    def sums(self, rows: "QuerySet[Any]") -> dict[str, Any]:
        """The totals of `sum=` over all rows of the list, not of the page."""
        wanted = self._sums()
        if not wanted:
            return {}
        return _plain(rows.order_by().aggregate(**wanted))

    def _sums(self) -> dict[str, Sum]:
        names = [name for name in self.query.get("sum", "").split(",") if name]
        return {f"sum_{name}": Sum(self._find(name, self.offer.filter).path) for name in names}

    def groups(self, rows: "QuerySet[Any]") -> list[dict[str, Any]]:
        """`group=state` or `group=branch,created_at:month`: key, label, count and sums of each."""
        names = [name for name in self.query.get("group", "").split(",") if name][:3]
        if not names:
            return []
        found = [self._group(name) for name in names]
        keys = {f"key_{place}": expression for place, (_field, expression) in enumerate(found)}
        grouped = rows.order_by().annotate(**keys).values(*keys).annotate(count=Count("pk"), **self._sums())
        lines = list(grouped.order_by(*keys)[:MOST_GROUPS])
        labels = [
            _labels(field, {line[f"key_{place}"] for line in lines}, self.user)
            for place, (field, _e) in enumerate(found)
        ]
        return [_group_line(line, labels) for line in lines]

    def _group(self, name: str) -> tuple["Field[Any, Any] | None", Any]:
        bare, _, period = name.partition(":")
        found = self._find(bare, self.offer.filter)
        if not period:
            return found.field, F(found.path)
        if period not in PERIODS or not isinstance(found.field, DateField):
            raise UnknownField(field=name)
        return None, Trunc(found.path, period, output_field=DateField())

    # --- fields -----------------------------------------------------------------------------------------------------

    def _resolve(self, name: str) -> tuple[str, "Field[Any, Any] | None"]:
        found = self._find(name, self.offer.filter)
        return found.path, found.field

    def _find(self, name: str, offered: Iterable[str]) -> Found:
        path = name.replace(".", "__")
        if path not in offered and path not in ("id", "pk"):
            raise UnknownField(field=name)
        field, readable = follow(self.offer.model, path, self.user)
        if not readable:
            raise FieldNotReadable(field=name)
        return Found(path=path, field=field)

    def _search(self, words: str) -> Q:
        """Every word in some searched field. Fields that the caller reads masked take no part."""
        readable = [path for path in self.offer.search if follow(self.offer.model, path, self.user)[1]]
        if not readable:
            return Q(pk__in=[])
        condition = Q()
        for word in words.split():
            either = Q()
            for path in readable:
                either |= Q(**{f"{path}__icontains": word})
            condition &= either
        return condition


def follow(model: type[Model], path: str, user: Any) -> tuple["Field[Any, Any] | None", bool]:
    """The model field at the end of a path, and whether the caller reads every step of it in full.

    A path that ends in an annotation has no model field.
    """
    here: type[Model] | None = model
    field: Field[Any, Any] | None = None
    for step in path.split("__"):
        if here is None:
            return None, True
        if field_access(user, noun_of(here), step) != "full":
            return None, False
        try:
            found = here._meta.get_field(here._meta.pk.name if step == "pk" else step)
        except FieldDoesNotExist:
            return None, True
        field = found if isinstance(found, Field) else None
        here = found.related_model if isinstance(found.related_model, type) else None
    return field, True


def default_fields(model: type[Model]) -> list[str]:
    """Every column but JSON and files: what a list can be filtered and ordered by when the view says nothing."""
    plain = (
        field for field in model._meta.concrete_fields if field.get_internal_type() not in ("JSONField", "BinaryField")
    )
    return [field.name for field in plain]


def default_search(model: type[Model]) -> list[str]:
    """The short texts of a noun."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, CharField) and not isinstance(field, TextField) and not field.choices
    ]


def _labels(field: "Field[Any, Any] | None", keys: set[Any], user: Any) -> dict[Any, str]:
    if field is not None and field.choices:
        return {value: str(label) for value, label in field.flatchoices}
    if isinstance(field, ForeignKey):
        labels = Labels(user)
        labels.fetch(field.related_model, keys)
        return {key: labels.of(field.related_model, key) or "" for key in keys}
    return {}


def _group_line(line: dict[str, Any], labels: list[dict[Any, str]]) -> dict[str, Any]:
    keys = [line[f"key_{place}"] for place in range(len(labels))]
    names = [found.get(key, "" if key is None else str(key)) for key, found in zip(keys, labels, strict=True)]
    sums = _plain({name: value for name, value in line.items() if name.startswith("sum_")})
    many = len(keys) > 1
    return {
        "key": keys if many else keys[0],
        "label": names if many else names[0],
        "count": line["count"],
        "sums": sums,
    }


def _plain(sums: dict[str, Any]) -> dict[str, Any]:
    return {name.removeprefix("sum_"): _text(value) for name, value in sums.items()}


def _text(value: Any) -> Any:
    """Sums of money as text, like the values they add up; nothing to add up is zero."""
    if value is None:
        return "0.00"
    return value if isinstance(value, int) else str(value)
