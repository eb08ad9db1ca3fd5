"""How the record is written to the API."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from rest_framework import serializers

from erp.kernel.rest.serializers import RecordSerializer
from modules.clinic.models import (
    CarePlan,
    ChargeItem,
    FaceChart,
    Note,
    NoteAddendum,
    NoteTemplate,
    Photo,
    Practitioner,
    TimelineEntry,
    TreatmentSession,
    Vitals,
)
from modules.clinic.models.photo import Moment, View


class SessionSerializer(RecordSerializer[TreatmentSession]):
    practitioner_name = serializers.CharField(source="practitioner.name", read_only=True)
    practitioner_name_th = serializers.CharField(source="practitioner.name_th", read_only=True)
    therapist_name = serializers.CharField(source="therapist.name", read_only=True, default="")
    signed_by_name = serializers.CharField(source="signed_by.display_name", read_only=True, default="")

    class Meta:
        model = TreatmentSession
        fields = (
            "number", "branch", "patient", "appointment", "practitioner", "practitioner_name", "practitioner_name_th",
            "therapist", "therapist_name", "title", "started_at", "completed_at", "signed_at", "signed_by",
            "signed_by_name", "reason", "state", "created_at",
        )  # fmt: skip
        read_only_fields = ("started_at", "completed_at", "signed_at", "signed_by", "reason", "created_at")
        extra_kwargs: ClassVar = {"practitioner": {"required": False}}
        validators: ClassVar[list[Any]] = []


class ReasonBody(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class ErrorBody(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=200, min_length=3)


class AddChargeBody(serializers.Serializer[Any]):
    product_id = serializers.IntegerField(min_value=1)
    quantity = serializers.DecimalField(max_digits=10, decimal_places=2, min_value=Decimal(1), default=Decimal(1))


class RemoveChargeBody(serializers.Serializer[Any]):
    charge_id = serializers.IntegerField(min_value=1)


class DrawBody(serializers.Serializer[Any]):
    product_id = serializers.IntegerField(min_value=1)
    lot_id = serializers.IntegerField(min_value=1)
    units = serializers.DecimalField(max_digits=10, decimal_places=2)


class WasteBody(DrawBody):
    reason = serializers.CharField(max_length=120)


class ChargeSerializer(serializers.ModelSerializer[ChargeItem]):
    product_name = serializers.SerializerMethodField()
    product_name_th = serializers.SerializerMethodField()
    cover_label = serializers.CharField()

    class Meta:
        model = ChargeItem
        fields = (
            "id", "product", "product_name", "product_name_th", "quantity", "unit_price", "lot", "source",
            "stock_issued", "performed_by", "cover", "cover_label", "cover_value", "state",
        )  # fmt: skip

    def get_product_name(self, row: ChargeItem) -> str:
        return str(self.context["products"][row.product_id].name_en)

    def get_product_name_th(self, row: ChargeItem) -> str:
        return str(self.context["products"][row.product_id].name_th)


class VialSerializer(serializers.Serializer[Any]):
    product_id = serializers.IntegerField()
    product_name = serializers.CharField()
    lot_id = serializers.IntegerField()
    lot_code = serializers.CharField()
    charted = serializers.DecimalField(max_digits=12, decimal_places=2)
    wasted = serializers.DecimalField(max_digits=12, decimal_places=2)
    drawn = serializers.DecimalField(max_digits=12, decimal_places=2)
    difference = serializers.DecimalField(max_digits=12, decimal_places=2)
    draw_recorded = serializers.BooleanField()
    balanced = serializers.BooleanField()


class VitalsSerializer(RecordSerializer[Vitals]):
    taken_by_name = serializers.CharField(source="taken_by.display_name", read_only=True, default="")
    body_mass_index = serializers.DecimalField(max_digits=5, decimal_places=1, read_only=True, allow_null=True)

    class Meta:
        model = Vitals
        fields = (
            "branch", "patient", "session", "taken_at", "taken_by", "taken_by_name", "pulse", "systolic", "diastolic",
            "temperature", "oxygen", "weight", "height", "body_mass_index",
        )  # fmt: skip
        read_only_fields = ("taken_by",)
        extra_kwargs: ClassVar = {"taken_at": {"required": False}}


class AddendumSerializer(serializers.ModelSerializer[NoteAddendum]):
    author_name = serializers.CharField(source="author.display_name", read_only=True, default="")

    class Meta:
        model = NoteAddendum
        fields = ("id", "text", "author", "author_name", "added_at")


class NoteSerializer(RecordSerializer[Note]):
    patient = serializers.IntegerField(read_only=True)
    author_name = serializers.CharField(source="author.display_name", read_only=True, default="")
    addenda = AddendumSerializer(many=True, read_only=True)

    class Meta:
        model = Note
        fields = (
            "session", "patient", "template", "title", "text", "author", "author_name", "written_at", "addenda",
        )  # fmt: skip
        read_only_fields = ("author", "written_at")
        extra_kwargs: ClassVar = {"title": {"required": False}}


class AddendumBody(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=10000)


class NoteTemplateSerializer(RecordSerializer[NoteTemplate]):
    class Meta:
        model = NoteTemplate
        fields = ("code", "title", "title_th", "body", "body_th", "is_active")


class CarePlanSerializer(RecordSerializer[CarePlan]):
    done = serializers.IntegerField(read_only=True)
    last_at = serializers.DateTimeField(read_only=True, allow_null=True)
    next_on = serializers.SerializerMethodField()

    class Meta:
        model = CarePlan
        fields = (
            "branch", "patient", "product", "title", "interval_days", "repeats", "starts_on", "note", "state", "done",
            "last_at", "next_on", "created_at",
        )  # fmt: skip
        extra_kwargs: ClassVar = {"starts_on": {"required": False}}

    def get_next_on(self, row: Any) -> date | None:
        """When the next session is due: an interval after the last one."""
        if row.state != "active" or row.done >= row.repeats:
            return None
        return row.last_at.date() + timedelta(days=row.interval_days) if row.last_at else row.starts_on


class PhotoSerializer(RecordSerializer[Photo]):
    patient = serializers.IntegerField(read_only=True)

    class Meta:
        model = Photo
        fields = (
            "session", "patient", "view", "moment", "taken_at", "taken_by", "consent_purposes", "width", "height",
            "reason", "state",
        )  # fmt: skip


class FaceChartSerializer(RecordSerializer[FaceChart]):
    patient = serializers.IntegerField(read_only=True)
    saved_by_name = serializers.CharField(source="saved_by.display_name", read_only=True, default="")
    items = serializers.ListField(child=serializers.DictField(), max_length=2000)
    expected_version = serializers.IntegerField(min_value=0, write_only=True)

    class Meta:
        model = FaceChart
        fields = (
            "session", "patient", "view", "photo", "items", "version_no", "saved_at", "saved_by", "saved_by_name",
            "expected_version",
        )  # fmt: skip
        read_only_fields = ("version_no", "saved_at", "saved_by")
        validators: ClassVar[list[Any]] = []


class UploadTokenBody(serializers.Serializer[Any]):
    session = serializers.IntegerField(source="session_id", min_value=1)
    view = serializers.ChoiceField(choices=View.choices)
    moment = serializers.ChoiceField(choices=Moment.choices)
    content_type = serializers.CharField(max_length=64)
    size = serializers.IntegerField(min_value=1)


class UploadTokenSerializer(serializers.Serializer[Any]):
    upload_id = serializers.CharField()
    url = serializers.CharField(source="ticket.url")
    method = serializers.CharField(source="ticket.method")
    headers = serializers.DictField(source="ticket.headers", child=serializers.CharField())
    expires_at = serializers.DateTimeField(source="ticket.expires_at")


class ConfirmUploadBody(serializers.Serializer[Any]):
    upload_id = serializers.CharField(max_length=2000)


class PhotoBriefSerializer(serializers.Serializer[Photo]):
    id = serializers.IntegerField()
    state = serializers.CharField()


class ConfirmedSerializer(serializers.Serializer[Any]):
    photo = PhotoBriefSerializer()


class LinkSerializer(serializers.Serializer[Any]):
    url = serializers.CharField()


class TimelineSerializer(serializers.ModelSerializer[TimelineEntry]):
    kind_label = serializers.CharField(source="get_kind_display")
    session_number = serializers.CharField(source="session.number")
    session_title = serializers.CharField(source="session.title")
    session_state = serializers.CharField(source="session.state")
    by_name = serializers.CharField(source="by.display_name", default="")

    class Meta:
        model = TimelineEntry
        fields = (
            "id", "session", "session_number", "session_title", "session_state", "patient", "kind", "kind_label",
            "happened_at", "source", "subject_id", "summary", "has_photo", "by", "by_name",
        )  # fmt: skip


class PractitionerSerializer(RecordSerializer[Practitioner]):
    class Meta:
        model = Practitioner
        fields = ("staff", "profession", "licence_number", "licence_until")
