"""`GET /api/v1/audit/history/?noun=sales.order&id=15`: who changed what, as far as the caller may see it."""

from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.rights import require
from erp.kernel.audit.selectors.history import history_of
from erp.kernel.documents.refusals import Invalid, Missing
from erp.kernel.rest.doors import ReadView
from erp.kernel.rest.permissions import SIGNED_IN
from erp.kernel.rest.views import record_views

LONGEST_ID = 18


class FieldChangeSerializer(serializers.Serializer[Any]):
    """One field, before and after."""

    field = serializers.CharField()
    label: Any = serializers.CharField()
    old = serializers.JSONField(allow_null=True)
    new = serializers.JSONField(allow_null=True)


class ChangeSerializer(serializers.Serializer[Any]):
    """One change of the record."""

    at = serializers.DateTimeField()
    operation = serializers.CharField()
    actor_id = serializers.IntegerField(allow_null=True)
    actor = serializers.CharField(allow_blank=True)
    changes = FieldChangeSerializer(many=True)


class HistorySerializer(serializers.Serializer[Any]):
    """The newest first."""

    noun = serializers.CharField()
    id = serializers.IntegerField()
    results = ChangeSerializer(many=True)


class HistoryView(ReadView):
    """Whoever may read the record may read how it came about, field by field under the same rules."""

    right = SIGNED_IN
    answer = HistorySerializer
    parameters: ClassVar[Any] = [
        OpenApiParameter("noun", OpenApiTypes.STR, OpenApiParameter.QUERY, required=True),
        OpenApiParameter("id", OpenApiTypes.INT, OpenApiParameter.QUERY, required=True),
    ]

    def get(self, request: Request) -> Response:
        """The record's history."""
        noun, text = request.query_params.get("noun", ""), request.query_params.get("id", "")
        if not text.isascii() or not text.isdigit() or len(text) > LONGEST_ID:
            raise Invalid(field="id", code="audit.bad_id")
        view = record_views.get(noun)
        if view is None:
            raise Missing()
        require(self.user, view.reading_right())
        door = view()
        door.request, door.action = request, "retrieve"
        record = door.get_record(int(text))
        seen = view.serializer_class()(context=door.context()).fields
        shown = {field.source or name for name, field in seen.items()} | {"password"}
        lines = history_of(record, shown=shown, viewer=self.user)
        return Response({"noun": noun, "id": record.pk, "results": lines})
