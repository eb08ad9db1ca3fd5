"""Doors to appointments."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.models import Branch
from erp.kernel.documents.refusals import Invalid
from erp.kernel.rest.doors import ReadView
from erp.kernel.rest.views import RecordView, Verb
from modules.appointments.models import Appointment, Device, Room, Shift
from modules.appointments.rest.serializers import (
    AppointmentSerializer,
    CancelBody,
    DaySerializer,
    DeviceSerializer,
    LaneSerializer,
    MoveBody,
    PersonSerializer,
    RoomSerializer,
    ShiftSerializer,
    WalkInBody,
)
from modules.appointments.selectors.day import By, day_of
from modules.appointments.services.advance_appointment import confirm_appointment, enter_room, finish_appointment
from modules.appointments.services.arrive_appointment import arrive_appointment
from modules.appointments.services.book_appointment import book_appointment
from modules.appointments.services.cancel_appointment import cancel_appointment, miss_appointment
from modules.appointments.services.change_appointment import change_appointment
from modules.appointments.services.move_appointment import MOVABLE, move_appointment
from modules.appointments.services.plan_shift import plan_shift
from modules.appointments.services.walk_in import walk_in
from modules.patients import public as patients


class AppointmentView(RecordView):
    model = Appointment
    serializer = AppointmentSerializer
    search_fields = ("title", "patient__search_text", "practitioner__name", "practitioner__name_th")
    filter_fields = (
        "branch", "patient", "practitioner", "room", "product", "state", "starts_at", "ends_at", "is_walk_in",
    )  # fmt: skip
    default_order = "-starts_at"
    create_service = staticmethod(book_appointment)
    update_service = staticmethod(change_appointment)
    verbs: ClassVar = {
        "walk_in": Verb(service=walk_in, body=WalkInBody, birth=True),
        "move": Verb(
            service=move_appointment,
            body=MoveBody,
            label=gettext_lazy("Move"),
            offered=lambda appointment: appointment.state in MOVABLE,
        ),
        "confirm": Verb(service=confirm_appointment),
        "arrive": Verb(service=arrive_appointment),
        "enter_room": Verb(service=enter_room),
        "finish": Verb(service=finish_appointment),
        "cancel": Verb(service=cancel_appointment, body=CancelBody),
        "no_show": Verb(service=miss_appointment),
    }

    def queryset(self) -> QuerySet[Any]:
        return Appointment.objects.select_related("practitioner", "room", "product")


class RoomView(RecordView):
    model = Room
    serializer = RoomSerializer
    default_order = "code"


class DeviceView(RecordView):
    model = Device
    serializer = DeviceSerializer
    default_order = "code"


class ShiftView(RecordView):
    model = Shift
    serializer = ShiftSerializer
    create_service = staticmethod(plan_shift)
    updates = False
    default_order = "starts_at"


class DayView(ReadView):
    """A day of the current branch, by practitioner or by room."""

    right = "appointments.read_appointment"
    answer = DaySerializer
    parameters: ClassVar = [
        OpenApiParameter("date", OpenApiTypes.DATE),
        OpenApiParameter("by", OpenApiTypes.STR, enum=["practitioner", "room"]),
    ]

    def get(self, request: Request) -> Response:
        branch = Branch.objects.filter(pk__in=[self.branch_id]).first()
        if branch is None:
            raise Invalid(_("You work in no branch."), field="branch")
        day = day_of(branch, self._date(), self._by())
        context = {"request": request, "view": AppointmentView(), "user": self.user}
        people = patients.cards({row.patient_id for row in day.appointments}, self.user)
        return Response(
            {
                "date": day.on,
                "by": day.by,
                "branch": branch.pk,
                "resources": LaneSerializer(day.lanes, many=True).data,
                "appointments": AppointmentSerializer(day.appointments, many=True, context=context).data,
                "patients": {pk: PersonSerializer(asdict(card)).data for pk, card in people.items()},
                "shifts": ShiftSerializer(day.shifts, many=True, context=context).data,
            }
        )

    def _date(self) -> date:
        text = self.request.query_params.get("date")
        if not text:
            return timezone.localdate(self.now())
        try:
            found = parse_date(text)
        except (ValueError, ValidationError):
            found = None
        if found is None:
            raise Invalid(_("Write the day as 2026-11-20."), field="date")
        return found

    def _by(self) -> By:
        by = self.request.query_params.get("by", "practitioner")
        if by == "room":
            return "room"
        if by == "practitioner":
            return "practitioner"
        raise Invalid(_("By practitioner or by room."), field="by")
