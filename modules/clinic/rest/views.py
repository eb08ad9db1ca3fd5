"""Doors to the record. Opening it is logged."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Count, F, Max, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.rights import visible
from erp.kernel.audit.reads import record_reads
from erp.kernel.documents.refusals import Invalid, Missing
from erp.kernel.files.renditions import Rendition
from erp.kernel.files.uploads import address_of
from erp.kernel.rest.doors import CommandView, ReadView
from erp.kernel.rest.views import RecordView, Verb
from modules.catalog import public as catalog
from modules.clinic.models import (
    CarePlan,
    ChargeItem,
    FaceChart,
    Note,
    NoteTemplate,
    Photo,
    Practitioner,
    TreatmentSession,
    Vitals,
)
from modules.clinic.models.charge_item import ChargeState
from modules.clinic.rest import serializers as s
from modules.clinic.selectors.timeline import MOST, timeline_of
from modules.clinic.selectors.vial_accounts import vial_accounts
from modules.clinic.services.add_charge import add_charge, remove_charge
from modules.clinic.services.change_session import change_session
from modules.clinic.services.complete_session import complete_session
from modules.clinic.services.create_session import create_session
from modules.clinic.services.plan_care import cancel_care_plan, complete_care_plan, plan_care
from modules.clinic.services.record_vial import record_draw, record_waste
from modules.clinic.services.record_vitals import record_vitals
from modules.clinic.services.save_face_chart import save_face_chart
from modules.clinic.services.settle_charges import mark_session_error
from modules.clinic.services.sign_session import sign_session
from modules.clinic.services.start_session import cancel_session, start_session
from modules.clinic.services.take_photo import confirm_upload, offer_upload
from modules.clinic.services.write_note import add_addendum, change_note, write_note

UPDATE = "clinic.update_treatment_session"


class SessionView(RecordView):
    model = TreatmentSession
    serializer = s.SessionSerializer
    search_fields = ("number", "title", "patient__search_text")
    filter_fields = (
        "number", "branch", "patient", "appointment", "practitioner", "therapist", "state", "created_at", "signed_at",
    )  # fmt: skip
    create_service = staticmethod(create_session)
    update_service = staticmethod(change_session)
    logs_reads = True
    verbs: ClassVar = {
        "start": Verb(service=start_session),
        "complete": Verb(service=complete_session),
        "sign": Verb(service=sign_session),
        "cancel": Verb(service=cancel_session, body=s.ReasonBody),
        "mark_error": Verb(service=mark_session_error, body=s.ErrorBody),
        "add_charge": Verb(service=add_charge, body=s.AddChargeBody, right=UPDATE),
        "remove_charge": Verb(service=remove_charge, body=s.RemoveChargeBody, right=UPDATE),
        "record_draw": Verb(service=record_draw, body=s.DrawBody, right=UPDATE),
        "record_waste": Verb(service=record_waste, body=s.WasteBody, right=UPDATE),
    }

    @classmethod
    def id_name(cls) -> str:
        return "session_id"

    def queryset(self) -> QuerySet[Any]:
        return TreatmentSession.objects.select_related("practitioner", "therapist", "signed_by")


class _OfSessionView(ReadView):
    """A list that belongs to one session, for whoever may see the session."""

    def session(self, pk: int) -> TreatmentSession:
        found = visible(TreatmentSession.objects.filter(pk=pk), self.user, self.right).first()
        if found is None:
            raise Missing()
        return found


class ChargesView(_OfSessionView):
    right = "clinic.read_treatment_session"
    answer = s.ChargeSerializer(many=True)

    def get(self, request: Request, pk: int) -> Response:
        rows = ChargeItem.objects.filter(session=self.session(pk)).exclude(state=ChargeState.CANCELLED).order_by("id")
        products = catalog.product_cards({row.product_id for row in rows})
        return Response(s.ChargeSerializer(rows, many=True, context={"products": products}).data)


class VialsView(_OfSessionView):
    right = "clinic.read_treatment_session"
    answer = s.VialSerializer(many=True)

    def get(self, request: Request, pk: int) -> Response:
        return Response(s.VialSerializer(vial_accounts(self.session(pk).pk), many=True).data)


class VitalsView(RecordView):
    model = Vitals
    serializer = s.VitalsSerializer
    filter_fields = ("patient", "session", "taken_at")
    order_fields = ("taken_at",)
    default_order = "-taken_at"
    create_service = staticmethod(record_vitals)
    updates = False
    logs_reads = True

    def queryset(self) -> QuerySet[Any]:
        return Vitals.objects.select_related("taken_by")


class NoteView(RecordView):
    model = Note
    serializer = s.NoteSerializer
    search_fields = ("title", "text")
    filter_fields = ("session", "patient", "template", "author", "written_at")
    default_order = "-written_at"
    create_service = staticmethod(write_note)
    update_service = staticmethod(change_note)
    logs_reads = True
    verbs: ClassVar = {"add_addendum": Verb(service=add_addendum, body=s.AddendumBody)}

    def queryset(self) -> QuerySet[Any]:
        rows = Note.objects.select_related("author").prefetch_related("addenda__author")
        return rows.annotate(patient=F("session__patient_id"))


class NoteTemplateView(RecordView):
    model = NoteTemplate
    serializer = s.NoteTemplateSerializer
    default_order = "code"


class CarePlanView(RecordView):
    model = CarePlan
    serializer = s.CarePlanSerializer
    filter_fields = ("patient", "product", "state", "starts_on", "branch")
    create_service = staticmethod(plan_care)
    logs_reads = True
    verbs: ClassVar = {
        "complete": Verb(service=complete_care_plan),
        "cancel": Verb(service=cancel_care_plan),
    }

    def queryset(self) -> QuerySet[Any]:
        return CarePlan.objects.annotate(done=Count("steps"), last_at=Max("steps__done_at"))


class FaceChartView(RecordView):
    """Every save is a version: there is no door that changes one."""

    model = FaceChart
    serializer = s.FaceChartSerializer
    search_fields = ()
    filter_fields = ("session", "patient", "view", "version_no", "saved_at")
    create_service = staticmethod(save_face_chart)
    updates = False
    logs_reads = True

    def queryset(self) -> QuerySet[Any]:
        return FaceChart.objects.select_related("saved_by").annotate(patient=F("session__patient_id"))


class PhotoView(RecordView):
    model = Photo
    serializer = s.PhotoSerializer
    search_fields = ()
    filter_fields = ("session", "patient", "view", "moment", "state", "taken_at")
    default_order = "-taken_at"
    creates = False
    updates = False
    logs_reads = True

    def queryset(self) -> QuerySet[Any]:
        return Photo.objects.annotate(patient=F("session__patient_id"))


class PhotoLinkView(ReadView):
    """An address that shows a photo for five minutes; that somebody looked is logged."""

    right = "clinic.read_photo"
    answer = s.LinkSerializer
    parameters: ClassVar = [OpenApiParameter("rendition", OpenApiTypes.STR, enum=["thumb", "view", "original"])]
    renditions: ClassVar = {"thumb": Rendition.THUMB, "view": Rendition.LARGE, "original": Rendition.ORIGINAL}

    def get(self, request: Request, pk: int) -> Response:
        rendition = self.renditions.get(request.query_params.get("rendition", "view"))
        if rendition is None:
            raise Invalid(field="rendition")
        photo = visible(Photo.objects.select_related("file"), self.user, self.right).filter(pk=pk).first()
        if photo is None:
            raise Missing()
        url = address_of(photo.file, rendition)
        record_reads(self.user, "clinic.photo", [photo.pk], f"link {rendition}")
        return Response({"url": url})


class UploadTokenView(CommandView):
    """GET or POST: agree on one photo. Writes nothing."""

    http_method_names = ["get", "post", "options"]
    right = "clinic.create_photo"
    body = s.UploadTokenBody
    answer = s.UploadTokenSerializer

    def get(self, request: Request) -> Response:
        with transaction.atomic():  # a GET has no transaction of its own, and the session is looked at under a lock
            return self._offer(request.query_params)

    def post(self, request: Request) -> Response:
        return self._offer(request.data)

    def _offer(self, data: Any) -> Response:
        reader = s.UploadTokenBody(data=data)
        reader.is_valid(raise_exception=True)
        offer = offer_upload(**reader.validated_data, by=self.user, at=self.now())
        return Response(s.UploadTokenSerializer(offer).data)


class ConfirmUploadView(CommandView):
    right = "clinic.create_photo"
    body = s.ConfirmUploadBody
    answer = s.ConfirmedSerializer

    def post(self, request: Request) -> Response:
        photo = confirm_upload(**self.read(), by=self.user, at=self.now())
        return Response(s.ConfirmedSerializer({"photo": photo}).data)


class TimelineView(ReadView):
    right = "clinic.read_timeline_entry"
    answer = s.TimelineSerializer(many=True)
    parameters: ClassVar = [OpenApiParameter("patient", OpenApiTypes.INT, required=True)]

    def get(self, request: Request) -> Response:
        text = request.query_params.get("patient", "")
        if not text.isascii() or not text.isdigit():
            raise Invalid(field="patient")
        rows = list(timeline_of(int(text[:18]), viewer=self.user, limit=MOST))
        record_reads(self.user, "clinic.timeline_entry", [row.pk for row in rows], "timeline")
        return Response({"results": s.TimelineSerializer(rows, many=True).data})


class PractitionerView(RecordView):
    model = Practitioner
    serializer = s.PractitionerSerializer
    search_fields = ("staff__name", "staff__name_th", "licence_number")
