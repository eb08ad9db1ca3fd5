"""RecordView: a noun's doors, and the verbs that are said to its records."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, TypeAlias, cast

from django.db.models import Model, QuerySet
from django_stubs_ext import StrOrPromise
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from erp.kernel.access.rights import may, require, right_code, visible
from erp.kernel.audit.reads import record_reads
from erp.kernel.documents.nouns import noun_of
from erp.kernel.documents.refusals import Missing, Stale
from erp.kernel.documents.saving import create_record, update_record
from erp.kernel.machines.gate import available
from erp.kernel.machines.machine import machine_of
from erp.kernel.rest.doors import KernelView
from erp.kernel.rest.errors import BadVersion
from erp.kernel.rest.listing import Listing, Offer, default_fields, default_search
from erp.kernel.rest.schema import RecordSchema
from erp.kernel.rest.serializers import RecordSerializer, serializer_for

Service: TypeAlias = Callable[..., Any]
Actions: TypeAlias = list[dict[str, str]]  # named here: inside RecordView `list` is a door


@dataclass(frozen=True, kw_only=True)
class Verb:
    """A verb of a noun: `POST /{id}/<verb>/`.

    `body` reads the request; `birth` verbs make a record (`POST /<verb>/`, 201); `money` verbs insist on an
    Idempotency-Key. `right` is `<module>.<verb>_<noun>` unless named. A noun without a machine says with `offered`
    when the verb is possible, and with `label` what its button is called. A verb that asks for more than a form can
    (lines, payments) names with `link` the page that says it: its button leads there.
    """

    service: Service
    body: type[serializers.Serializer[Any]] | None = None
    birth: bool = False
    detail: bool = True
    money: bool = False
    right: str | None = None
    label: StrOrPromise = ""
    offered: Callable[[Any], bool] | None = None
    link: Callable[[Any], str] | None = None
    answer: type[serializers.Serializer[Any]] | None = None  # of what the service returns, instead of the record


class RecordView(ViewSetMixin, KernelView):
    """A noun's doors: list, create, retrieve, update, and its verbs. See the example in CONTRIBUTING.md."""

    model: ClassVar[type[Model]]
    noun: ClassVar[str] = ""
    serializer: ClassVar[type[RecordSerializer[Any]] | None] = None
    list_serializer: ClassVar[type[RecordSerializer[Any]] | None] = None
    search_fields: ClassVar[Sequence[str] | None] = None
    filter_fields: ClassVar[Sequence[str] | None] = None
    order_fields: ClassVar[Sequence[str] | None] = None
    default_order: ClassVar[str] = "-id"
    create_service: ClassVar[Service | None] = None
    update_service: ClassVar[Service | None] = None
    creates: ClassVar[bool] = True
    updates: ClassVar[bool] = True
    verbs: ClassVar[Mapping[str, Verb]] = {}
    logs_reads: ClassVar[bool] = False
    read_right: ClassVar[str | None] = None
    schema = RecordSchema()
    action: str

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "model" not in cls.__dict__ and not hasattr(cls, "model"):
            return
        cls.noun = cls.__dict__.get("noun") or noun_of(cls.model)
        for name, verb in cls.verbs.items():
            setattr(cls, f"verb_{name}", _verb_method(name, verb))

    # --- declarations -----------------------------------------------------------------------------------------------

    def queryset(self) -> "QuerySet[Any]":
        """All records of the noun; override to join or annotate. Who may see which is decided elsewhere."""
        return self.model._default_manager.all()

    def rights_for(self, request: Request) -> str | None:
        """read, create, update, or the verb's."""
        action = getattr(self, "action", None)
        if action in ("list", "retrieve") or request.method == "OPTIONS":
            return self.reading_right()
        if action in ("create", "update"):
            return right_code(self.noun, action)
        if action and action.startswith("verb_"):
            return self.verb_right(action.removeprefix("verb_"))
        return None

    @classmethod
    def reading_right(cls) -> str:
        """The right of seeing a record."""
        return cls.read_right or right_code(cls.noun, "read")

    @classmethod
    def verb_right(cls, name: str) -> str:
        """The right of a verb."""
        return cls.verbs[name].right or right_code(cls.noun, name)

    def needs_key(self) -> bool:
        """Verbs that move money insist."""
        name = self.action.removeprefix("verb_") if self.action else ""
        return name in self.verbs and self.verbs[name].money

    @classmethod
    def serializer_class(cls, *, listed: bool = False) -> type[RecordSerializer[Any]]:
        """The declared serializer, or one made from the model."""
        return (cls.list_serializer if listed else None) or cls.serializer or serializer_for(cls.model)

    @classmethod
    def offer(cls) -> Offer:
        """What the list can be searched, filtered and ordered by."""
        plain = default_fields(cls.model)
        return Offer(
            model=cls.model,
            search=default_search(cls.model) if cls.search_fields is None else cls.search_fields,
            filter=plain if cls.filter_fields is None else cls.filter_fields,
            order=[*plain, *(cls.order_fields or ())],
            default_order=cls.default_order,
        )

    # --- doors ------------------------------------------------------------------------------------------------------

    def list(self, request: Request) -> Response:
        """Search, filter, order, page, sum and group the records that the caller may see."""
        listing, rows = self.found(request, self.reading_right())
        limit, offset = listing.window()
        page = list(listing.ordered(rows)[offset : offset + limit])
        count = rows.count() if offset or len(page) == limit else len(page)
        results = self._write(page, many=True, listed=True)
        self._log_reads(page, "list")
        return Response(
            {
                "count": count,
                "limit": limit,
                "offset": offset,
                "results": results,
                "sums": listing.sums(rows),
                "groups": listing.groups(rows),
            }
        )

    def found(self, request: Request, right: str) -> tuple[Listing, "QuerySet[Any]"]:
        """The list as it was asked for, and its rows on which the caller holds `right`."""
        listing = Listing(offer=self.offer(), query=request.query_params, user=self.user)
        return listing, listing.narrowed(visible(self.queryset(), self.user, right))

    def retrieve(self, request: Request, pk: int) -> Response:
        """One record."""
        record = self.get_record(pk)
        self._log_reads([record], "open")
        return self._answer(record)

    def create(self, request: Request) -> Response:
        """Make a record."""
        values = self._read(None)
        if "branch" in self._columns() and "branch" not in values and "branch_id" not in values:
            values["branch_id"] = self.branch_id
        own = type(self).create_service
        if own is None:
            record = create_record(cast(Any, self.model), values, by=self.user, at=self.now())
        else:
            record = own(**_accepted(own, values), by=self.user, at=self.now())
        require(self.user, right_code(self.noun, "create"), record)
        response = self._answer(self._again(record.pk), status=201)
        response["Location"] = f"{request.path}{record.pk}/"
        return response

    def update(self, request: Request, pk: int) -> Response:
        """Change a record; If-Match names the version that the caller saw."""
        record = self.get_record(pk, right_code(self.noun, "update"))
        version = expected_version(request)
        values = self._read(record)
        own = type(self).update_service
        try:
            if own is None:
                saved = update_record(cast(Any, self.model), pk, values, by=self.user, at=self.now(), version=version)
            else:
                given = _accepted(own, {**values, "version": version}, optional=("version",))
                saved = own(**{self.id_name(): pk}, **given, by=self.user, at=self.now())
        except Stale as stale:
            stale.extra |= {"current": self._write(self._again(pk)), "yours": dict(request.data)}
            raise
        require(self.user, right_code(self.noun, "update"), saved)
        return self._answer(self._again(pk))

    def say(self, request: Request, name: str, pk: int | None = None) -> Response:
        """Say a verb: to a record, or to bring one into the world."""
        verb = self.verbs[name]
        values = self._read_body(verb.body)
        if pk is None:
            if "branch_id" in _parameters(verb.service):
                values.setdefault("branch_id", self.branch_id)
        else:
            self.get_record(pk, self.verb_right(name))
            values[self.id_name()] = pk
        made = verb.service(**values, by=self.user, at=self.now())
        status = 201 if verb.birth else 200
        if verb.answer is not None:
            return Response(verb.answer(made, context=self.context()).data, status=status)
        if pk is None and not isinstance(made, Model):
            return Response(None, status=204)
        if verb.birth:
            require(self.user, self.verb_right(name), made)
        return self._answer(self._again(pk if pk is not None else made.pk), status=status)

    # --- parts ------------------------------------------------------------------------------------------------------

    @classmethod
    def id_name(cls) -> str:
        """What services call the record's id: `order_id`."""
        return f"{cls.noun.partition('.')[2]}_id"

    def context(self) -> dict[str, Any]:
        """What serializers know of the request."""
        return {"request": self.request, "view": self, "user": self.user}

    def get_record(self, pk: int, right: str | None = None) -> Any:
        """The record, if the caller may see it and holds `right` on it. Raises Missing or NotAllowed."""
        record = visible(self.queryset(), self.user, self.reading_right()).filter(pk=pk).first()
        if record is None:
            raise Missing()
        if right is not None:
            require(self.user, right, record)
        return record

    def offered_actions(self, record: Any, user: Any) -> Actions:
        """The verbs with a door here that `user` may say to `record` now."""
        offered: Actions = []
        if machine_of(type(record)) is not None:
            offered += [asdict(action) for action in available(record, user) if action.name in self.verbs]
        for name, verb in self.verbs.items():
            if verb.offered is not None and verb.offered(record) and may(user, self.verb_right(name), record):
                label = str(verb.label) or name.replace("_", " ").capitalize()
                link = {"to": verb.link(record)} if verb.link is not None else {}
                offered.append({"name": name, "label": label, "target": "", **link})
        return offered

    def _again(self, pk: int) -> Any:
        return self.queryset().get(pk=pk)

    def _columns(self) -> set[str]:
        return {field.name for field in self.model._meta.concrete_fields}

    def _read(self, record: Any) -> dict[str, Any]:
        reader = self.serializer_class()(
            record, data=self.request.data, partial=record is not None, context=self.context()
        )
        reader.is_valid(raise_exception=True)
        return dict(reader.validated_data)

    def _read_body(self, body: type[serializers.Serializer[Any]] | None) -> dict[str, Any]:
        if body is None:
            return {}
        reader = body(data=self.request.data, context=self.context())
        reader.is_valid(raise_exception=True)
        return dict(reader.validated_data)

    def _write(self, record: Any, *, many: bool = False, listed: bool = False) -> Any:
        return self.serializer_class(listed=listed)(record, many=many, context=self.context()).data

    def _answer(self, record: Any, *, status: int = 200) -> Response:
        response = Response(self._write(record), status=status)
        if (version := getattr(record, "version", None)) is not None:
            response["ETag"] = f'"{version}"'
        return response

    def _log_reads(self, records: Sequence[Any], purpose: str) -> None:
        if self.logs_reads and records:
            record_reads(
                self.user,
                self.noun,
                [record.pk for record in records],
                purpose,
                request_id=getattr(self.request, "request_id", ""),
            )


record_views: dict[str, type[RecordView]] = {}  # by noun, as `route` gives them addresses


def _verb_method(name: str, verb: Verb) -> Callable[..., Response]:
    def method(self: RecordView, request: Request, pk: int | None = None) -> Response:
        return self.say(request, name, pk)

    method.__name__ = f"verb_{name}"
    method.__doc__ = inspect.getdoc(verb.service)
    return method


def expected_version(request: Request) -> int | None:
    """The version in If-Match; None when the header is not sent or says `*`. Raises BadVersion."""
    header = request.headers.get("If-Match", "*").strip()
    if header == "*":
        return None
    text = header.removeprefix("W/").strip('"')
    if not text.isascii() or not text.isdigit():
        raise BadVersion()
    return int(text)


def _parameters(service: Service) -> Mapping[str, inspect.Parameter]:
    return inspect.signature(service).parameters


def _accepted(service: Service, values: dict[str, Any], optional: Sequence[str] = ()) -> dict[str, Any]:
    """The values as the service calls them: a record `branch` becomes `branch_id` where the service wants ids."""
    parameters = _parameters(service)
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters.values()):
        return values
    given: dict[str, Any] = {}
    for name, value in values.items():
        if name in parameters:
            given[name] = value
        elif f"{name}_id" in parameters:
            given[f"{name}_id"] = value.pk if isinstance(value, Model) else value
        elif name not in optional:
            given[name] = value
    return given
