"""OpenAPI of the doors: envelopes of lists, bodies of verbs, problem answers, headers."""

import re
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers

from erp.kernel.rest.describing import description

PROBLEM = "application/problem+json"
CODE = re.compile(r"(?:modules|workflows|erp\.kernel)\.(\w+)")


class FieldProblemSerializer(serializers.Serializer[Any]):
    """What is wrong with one field."""

    field = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457. `code` is stable, `title`, `detail` and `remedy` are in the caller's language."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    field = serializers.CharField(required=False)
    remedy = serializers.CharField(required=False)
    errors = FieldProblemSerializer(many=True, required=False)  # type: ignore[assignment]  # a field, not the property
    current = serializers.DictField(required=False, help_text="The record as it is now, on a conflict.")
    request_id = serializers.CharField(required=False)


class GroupSerializer(serializers.Serializer[Any]):
    """One group of a list."""

    key = serializers.JSONField(allow_null=True)
    label: Any = serializers.JSONField()
    count = serializers.IntegerField()
    sums = serializers.DictField(child=serializers.CharField())


def _query(name: str, text: str, kind: Any = OpenApiTypes.STR) -> OpenApiParameter:
    return OpenApiParameter(name, kind, OpenApiParameter.QUERY, description=text)


LANGUAGE = OpenApiParameter("Accept-Language", OpenApiTypes.STR, OpenApiParameter.HEADER, enum=["en", "th"])
BRANCH = OpenApiParameter("X-Branch", OpenApiTypes.INT, OpenApiParameter.HEADER, description="The current branch.")
IF_MATCH = OpenApiParameter("If-Match", OpenApiTypes.STR, OpenApiParameter.HEADER, description='`"<_version>"`')
LIST = [
    _query("q", "Search in the searched fields."),
    _query("where", "Filter language, as JSON."),
    _query("order", "Field names, comma separated; `-` turns the order round."),
    _query("limit", "At most 200; 50 by default.", OpenApiTypes.INT),
    _query("offset", "How many rows to pass over.", OpenApiTypes.INT),
    _query("sum", "Fields to add up over all rows, comma separated."),
    _query("group", "Fields to group by; days and instants by `:day`, `:week`, `:month`, `:year`."),
]


def _key(required: bool) -> OpenApiParameter:
    return OpenApiParameter(
        "Idempotency-Key",
        OpenApiTypes.STR,
        OpenApiParameter.HEADER,
        required=required,
        description="The same key and body are answered once, with the same bytes.",
    )


class KernelSchema(AutoSchema):
    """What all our descriptions share."""

    view: Any

    def get_tags(self) -> list[str]:
        """By module."""
        return [self._tokenize_path()[0]]

    def get_serializer_name(self, serializer: Any, direction: str) -> str:
        """With its module in front: `SalesOrder`, so that two modules may each have a `Person`."""
        kind = type(serializer)
        place = CODE.match(kind.__module__)
        name = str(kind.__name__)
        module = "".join(word.capitalize() for word in place[1].split("_")) if place else ""
        return name if name.startswith(module) else module + name

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False  # envelopes say it themselves

    def _writes(self) -> bool:
        return str(self.method).upper() not in ("GET", "HEAD", "OPTIONS")

    def _problems(self) -> dict[Any, Any]:
        return {("default", PROBLEM): ProblemSerializer}


class RecordSchema(KernelSchema):
    """Describes a RecordView."""

    def get_operation_id(self) -> str:
        """`sales_order_pay`."""
        return f"{self.view.noun.replace('.', '_')}_{self.view.action.removeprefix('verb_')}"

    def get_tags(self) -> list[str]:
        """By module."""
        return [self.view.noun.partition(".")[0]]

    @property
    def _verb(self) -> Any:
        return self.view.verbs.get(self.view.action.removeprefix("verb_"))

    def get_override_parameters(self) -> list[Any]:
        """Headers, and the list's query."""
        parameters = [LANGUAGE, BRANCH]
        if self.view.action == "list":
            parameters += LIST
        if self.view.action == "update":
            parameters.append(IF_MATCH)
        if self._writes():
            parameters.append(_key(bool(self._verb and self._verb.money)))
        return parameters

    def get_request_serializer(self) -> Any:
        """The record, or the verb's body."""
        if self.view.action.startswith("verb_"):
            return self._verb.body
        return self.view.serializer_class()

    def get_response_serializers(self) -> Any:
        """The record, the envelope, and the problem."""
        record = self.view.serializer_class()
        if self.view.action == "list":
            return {200: self._envelope(), **self._problems()}
        if self._verb is not None and self.view.action.startswith("verb_"):
            status = 201 if self._verb.birth else 200
            return {status: self._verb.answer or record, **self._problems()}
        return {201 if self.view.action == "create" else 200: record, **self._problems()}

    def _envelope(self) -> Any:
        row = self.view.serializer_class(listed=True)
        name = "".join(part.capitalize() for part in self.view.noun.replace(".", "_").split("_"))
        return inline_serializer(
            f"{name}List",
            {
                "count": serializers.IntegerField(),
                "limit": serializers.IntegerField(),
                "offset": serializers.IntegerField(),
                "results": row(many=True),
                "sums": serializers.DictField(child=serializers.CharField()),
                "groups": GroupSerializer(many=True),
            },
        )


class SingleSchema(KernelSchema):
    """Describes a ReadView or a CommandView by its `body`, `answer` and `parameters`."""

    def get_operation_id(self) -> str:
        """The address in words: `ledger_reports_trial_balance_get`."""
        words = [step.strip("{}") for step in self.path.removeprefix("/api/v1/").strip("/").split("/")]
        return "_".join([*words, str(self.method).lower()]).replace("-", "_").replace(".", "_")

    def get_override_parameters(self) -> list[Any]:
        """Headers and the view's own."""
        parameters = [LANGUAGE, BRANCH, *getattr(self.view, "parameters", ())]
        if self._writes():
            parameters.append(_key(self.view.key_required))
        return parameters

    def get_request_serializer(self) -> Any:
        """The declared body."""
        return getattr(self.view, "body", None)

    def get_response_serializers(self) -> Any:
        """The declared answer: a serializer, a type, or any object."""
        answer = getattr(self.view, "answer", None) or OpenApiTypes.OBJECT
        status = getattr(self.view, "status", 200)
        return {status: answer, **self._problems()}


class KernelSchemaGenerator(SchemaGenerator):
    """Generates while nobody looks: fields appear as their owners see them."""

    def get_schema(self, request: Any = None, public: bool = False) -> Any:
        """The whole document, for every door whatever the caller's rights."""
        with description():
            return super().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]


def plain_enums(result: Any, **_kwargs: Any) -> Any:
    """Leave choices where they stand, without spectacular's marks: components for them would have made-up names."""
    nodes = [result]
    while nodes:
        node = nodes.pop()
        if isinstance(node, dict):
            node.pop("x-spec-enum-id", None)
            nodes.extend(node.values())
        elif isinstance(node, list):
            nodes.extend(node)
    return result
