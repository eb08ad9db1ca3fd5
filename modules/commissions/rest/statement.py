"""A month's statement: who earned what, line by line, with the steps of every line."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.rights import visible
from erp.kernel.documents.refusals import Invalid
from erp.kernel.rest.doors import ReadView
from modules.commissions.models import CommissionLog
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
    answer = StatementSerializer
    parameters = (
        OpenApiParameter("month", OpenApiTypes.STR, OpenApiParameter.QUERY, description="2026-11; this month if none."),
        OpenApiParameter("staff", OpenApiTypes.INT, OpenApiParameter.QUERY, description="Whose lines."),
    )

    def get(self, request: Request) -> Response:
        """The month."""
        staff = request.query_params.get("staff", "")
        if staff and not staff.isdigit():
            raise Invalid(_("Say whose by a number."), field="staff", code="commissions.statement.staff")
        logs = visible(CommissionLog.objects.all(), self.user, self.right)
        found = statement(logs, month_on=self._month(request), staff_id=int(staff) if staff else None)
        return Response(StatementSerializer(found).data)

    def _month(self, request: Request) -> date:
        text = request.query_params.get("month", "")
        if not text:
            return localdate(self.now())
        try:
            return date.fromisoformat(f"{text}-01")
        except ValueError:
            raise Invalid(_("Write the month as 2026-11."), field="month", code="commissions.statement.month") from None
