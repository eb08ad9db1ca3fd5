"""The journal leaves the house: streamed, logged, by right."""

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from erp.kernel.access.models import Branch
from erp.kernel.audit.reads import record_reads
from erp.kernel.rest.exporting import AnyFormat
from modules.ledger.errors import UnknownFormat
from modules.ledger.resources.journal import CONTENT_TYPES, EXTENSIONS, write
from modules.ledger.rest.reports import SPAN, Report
from modules.ledger.selectors.export import journal_lines


class JournalExportView(Report):
    """`?format=csv|xlsx|hledger&from=&to=[&branch=]`."""

    right = "ledger.read_journal_export"
    content_negotiation_class = AnyFormat
    answer = OpenApiTypes.BINARY
    parameters = (
        OpenApiParameter("format", OpenApiTypes.STR, OpenApiParameter.QUERY, enum=sorted(CONTENT_TYPES)),
        *SPAN,
    )

    def get(self, request: Request) -> StreamingHttpResponse:
        """The file."""
        layout = request.query_params.get("format", "csv")
        if layout not in CONTENT_TYPES:
            raise UnknownFormat(field="format")
        span = {"from_on": self.day("from"), "to_on": self.day("to")}
        branch = self.branch()
        branches = [branch] if branch is not None else list(Branch.objects.values_list("pk", flat=True))
        purpose = f"export {layout} {span['from_on']} – {span['to_on']}"
        record_reads(self.user, "ledger.journal_export", branches, purpose)
        rows = journal_lines(**span, branch_ids=[branch] if branch is not None else None)
        response = StreamingHttpResponse(write(layout, rows), content_type=CONTENT_TYPES[layout])
        name = f"journal-{span['from_on']}-{span['to_on']}.{EXTENSIONS[layout]}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "no-store"
        return response
