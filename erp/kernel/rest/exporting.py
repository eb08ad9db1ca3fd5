"""A list leaves the house: as filtered, by right, masked as on the screen, logged row by row, streamed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request

from erp.kernel.audit.reads import record_reads
from erp.kernel.documents.refusals import Invalid
from erp.kernel.rest.doors import ReadView
from erp.kernel.rest.errors import UnknownField
from erp.kernel.rest.schema import LIST
from erp.kernel.rest.views import RecordView
from erp.kernel.screens.describe import describe
from erp.kernel.screens.registry import screens
from erp.kernel.transfer.sheets import CONTENT_TYPES, number_or_text, write

CHUNK = 500
FIGURES = ("money", "decimal", "integer")


class UnknownLayout(Invalid):
    """Neither CSV nor XLSX."""

    code = "rest.export.layout"
    title = gettext_lazy("The file is CSV or XLSX")


class AnyFormat(DefaultContentNegotiation):
    """`format` names the file's layout here, not a renderer of the framework."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: str | None = None) -> Any:
        """The first: it writes refusals."""
        return renderers[0], renderers[0].media_type


def attachment(pieces: Iterator[bytes], content_type: str, name: str) -> StreamingHttpResponse:
    """A file that the browser saves under `name` and nobody keeps on the way."""
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


class ExportView(ReadView):
    """`?format=csv|xlsx&columns=` and the list's own `q`, `where`, `order`."""

    records: type[RecordView] | None = None
    right = ""
    content_negotiation_class = AnyFormat
    answer = OpenApiTypes.BINARY
    parameters: ClassVar[Sequence[Any]] = (
        OpenApiParameter("format", OpenApiTypes.STR, OpenApiParameter.QUERY, enum=sorted(CONTENT_TYPES)),
        OpenApiParameter(
            "columns", OpenApiTypes.STR, OpenApiParameter.QUERY, description="Fields, comma separated; else the list's."
        ),
        *LIST[:3],
    )

    def get(self, request: Request) -> StreamingHttpResponse:
        """The file. Raises UnknownLayout, UnknownField, and what a list raises."""
        layout = request.query_params.get("format", "csv")
        if layout not in CONTENT_TYPES:
            raise UnknownLayout(field="format")
        assert self.records is not None
        door = self.records()
        door.request, door.action, door.args, door.kwargs = request, "list", (), {}
        listing, rows = door.found(request, self.right)
        fields = columns_for(door.noun, self.user, request.query_params.get("columns", ""))
        pages = self._pages(door, listing.ordered(rows), f"export {layout}")
        table = ([plain(row, name, field) for name, field in fields.items()] for page in pages for row in page)
        headers = [field["label"] for field in fields.values()]
        name = f"{door.noun.replace('.', '-')}-{localdate(self.now())}.{layout}"
        return attachment(write(layout, headers, table), CONTENT_TYPES[layout], name)

    def _pages(self, door: RecordView, rows: "QuerySet[Any]", purpose: str) -> Iterator[Sequence[Mapping[str, Any]]]:
        """The rows as the list writes them, a few hundred at a time, each page noted in the read log before it goes."""
        kind = door.serializer_class(listed=True)
        coming = rows.iterator(chunk_size=CHUNK)
        while records := list(islice(coming, CHUNK)):
            writer: Any = kind(records, many=True, context=door.context())
            writer.child.fields.pop("_actions", None)
            record_reads(self.user, door.noun, [record.pk for record in records], purpose)
            yield writer.data


def columns_for(noun: str, user: Any, asked: str) -> dict[str, dict[str, Any]]:
    """The fields to write, described for this person: those asked for, else the list's. Raises UnknownField."""
    known = describe(screens()[noun], user)
    names = [name for name in asked.split(",") if name] or [each["field"] for each in known["views"]["list"]["columns"]]
    for name in names:
        if name not in known["fields"]:
            raise UnknownField(field=name)
    return {name: known["fields"][name] for name in names}


def plain(row: Mapping[str, Any], name: str, field: Mapping[str, Any]) -> str | Decimal:
    """One value as a reader of a spreadsheet wants it: names for references and choices, clocks of the clinic."""
    value = row.get(name)
    if value is None or value == "":
        return ""
    if field["type"] in FIGURES or (field.get("computed") and not isinstance(value, bool | list | dict)):
        return number_or_text(value)
    if field["type"] == "reference":
        return str(row.get("_labels", {}).get(name) or value)
    if field["type"] == "boolean":
        return _("Yes") if value else _("No")
    if field["type"] == "instant":
        return f"{localtime(datetime.fromisoformat(str(value))):%Y-%m-%d %H:%M}"
    options = {str(key): label for key, label in field.get("options", ())}
    return options.get(str(value), _words(value))


def _words(value: Any) -> str:
    return ", ".join(str(each) for each in value) if isinstance(value, list) else str(value)
