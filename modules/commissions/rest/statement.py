"""A month's statement: who earned what, line by line, with the steps of every line."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.http import StreamingHttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.rights import visible
from erp.kernel.audit.reads import record_reads
from erp.kernel.documents.refusals import Invalid
from erp.kernel.rest.doors import ReadView
from erp.kernel.rest.exporting import AnyFormat, UnknownLayout, attachment
from modules.commissions.data import Statement
from modules.commissions.models import CommissionLog
from modules.commissions.resources.statement import CONTENT_TYPES, write
from modules.commissions.selectors.explanation import explanation
from modules.commissions.selectors.statement import statement


class StatementPersonSerializer(serializers.Serializer[Any]):
    """One person's sums."""

    staff_id = serializers.IntegerField()
    name = serializers.CharField()
    base = serializers.DecimalField(max_digits=14, decimal_places=2)
    amount = serializers.DecimalField(max_digits=14, decimal_places=2)
    open = serializers.DecimalField(max_digits=14, decimal_places=2)
    settled = serializers.DecimalField(max_digits=14, decimal_places=2)


class StatementQuestionSerializer(serializers.Serializer[Any]):
    """What was asked about a line, and the answer."""

    id = serializers.IntegerField()
    state = serializers.CharField()
    text = serializers.CharField()
    asked_by = serializers.CharField()
    asked_at = serializers.DateTimeField()
    answer = serializers.CharField()
    answered_by = serializers.CharField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)


class StatementLineSerializer(serializers.Serializer[Any]):
    """One log, with its sentences."""

    id = serializers.IntegerField()
    business_on = serializers.DateField()
    title = serializers.CharField()
    kind = serializers.CharField()
    kind_label = serializers.CharField(source="get_kind_display")
    base = serializers.DecimalField(max_digits=14, decimal_places=2)
    amount = serializers.DecimalField(max_digits=14, decimal_places=2)
    state = serializers.CharField()
    state_label = serializers.CharField(source="get_state_display")
    settlement = serializers.CharField(source="settlement.number", default="")
    explanation = serializers.SerializerMethodField()
    questions = StatementQuestionSerializer(many=True, source="questions.all")

    def get_explanation(self, log: CommissionLog) -> list[str]:
        """In the reader's language."""
        return explanation(log)


class StatementSerializer(serializers.Serializer[Any]):
    """A month."""

    month_on = serializers.DateField()
    staff_id = serializers.IntegerField(allow_null=True)
    people = StatementPersonSerializer(many=True)
    lines = StatementLineSerializer(many=True)


class StatementView(ReadView):
    """`?month=2026-11[&staff=]`: one's own, a branch's, or everybody's, by right."""

    right = "commissions.read_commission_log"
    answer: ClassVar[Any] = StatementSerializer
    parameters: ClassVar[Sequence[Any]] = (
        OpenApiParameter("month", OpenApiTypes.STR, OpenApiParameter.QUERY, description="2026-11; this month if none."),
        OpenApiParameter("staff", OpenApiTypes.INT, OpenApiParameter.QUERY, description="Whose lines."),
    )

    def get(self, request: Request) -> Response:
        """The month."""
        return Response(StatementSerializer(self.found(request)).data)

    def found(self, request: Request) -> Statement:
        """What was asked for, as far as the caller may see it. Raises Invalid."""
        staff = request.query_params.get("staff", "")
        if staff and not staff.isdigit():
            raise Invalid(_("Say whose by a number."), field="staff", code="commissions.statement.staff")
        logs = visible(CommissionLog.objects.all(), self.user, self.right)
        return statement(logs, month_on=self._month(request), staff_id=int(staff) if staff else None)

    def _month(self, request: Request) -> date:
        text = request.query_params.get("month", "")
        if not text:
            return localdate(self.now())
        try:
            return date.fromisoformat(f"{text}-01")
        except ValueError:
            raise Invalid(_("Write the month as 2026-11."), field="month", code="commissions.statement.month") from None


class StatementExport(StatementView):
    """`?format=pdf|csv|xlsx&month=2026-11[&staff=]`: one person's month as a file, each line with its steps."""

    content_negotiation_class = AnyFormat
    answer = OpenApiTypes.BINARY
    parameters = (
        OpenApiParameter("format", OpenApiTypes.STR, OpenApiParameter.QUERY, enum=sorted(CONTENT_TYPES)),
        *StatementView.parameters,
    )

    def get(self, request: Request) -> StreamingHttpResponse:  # type: ignore[override]  # a file, not an answer
        """The file. Raises Invalid when nobody is named and several could be meant."""
        layout = request.query_params.get("format", "pdf")
        if layout not in CONTENT_TYPES:
            raise UnknownLayout(field="format")
        found = self.found(request)
        person = next((one for one in found.people if one.staff_id == found.staff_id), None)
        if person is None:
            raise Invalid(_("Say whose statement it is."), field="staff", code="commissions.statement.staff")
        record_reads(self.user, "commissions.commission_log", [line.pk for line in found.lines], f"export {layout}")
        name = f"commission-statement-{found.month_on:%Y-%m}-{person.staff_id}.{layout}"
        return attachment(write(layout, found, person), CONTENT_TYPES[layout], name)
