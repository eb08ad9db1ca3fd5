"""How appointments are written to the API."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework import serializers

from erp.kernel.rest.serializers import RecordSerializer
from modules.appointments.models import Appointment, Device, Room, Shift


class AppointmentSerializer(RecordSerializer[Appointment]):
    practitioner_name = serializers.CharField(source="practitioner.name", read_only=True)
    practitioner_name_th = serializers.CharField(source="practitioner.name_th", read_only=True)
    practitioner_color = serializers.CharField(source="practitioner.color", read_only=True)
    room_name = serializers.CharField(source="room.name", read_only=True, default="")
    room_name_th = serializers.CharField(source="room.name_th", read_only=True, default="")
    title_th = serializers.SerializerMethodField()

    class Meta:
        model = Appointment
        fields = (
            "branch", "patient", "practitioner", "practitioner_name", "practitioner_name_th", "practitioner_color",
            "room", "room_name", "room_name_th", "device", "product", "title", "title_th", "starts_at", "ends_at",
            "note", "is_walk_in", "arrived_at", "reason", "state", "created_at",
        )  # fmt: skip
        read_only_fields = ("is_walk_in", "arrived_at", "reason", "created_at")
        extra_kwargs: ClassVar = {"ends_at": {"required": False}}

    def get_title_th(self, row: Appointment) -> str:
        """The treatment's Thai name, unless somebody gave the appointment words of its own."""
        product = row.product
        return product.name_th if product is not None and row.title == product.name else row.title


class RoomSerializer(RecordSerializer[Room]):
    class Meta:
        model = Room
        fields = ("branch", "code", "name", "name_th", "is_active")


class DeviceSerializer(RecordSerializer[Device]):
    class Meta:
        model = Device
        fields = ("branch", "code", "name", "name_th", "kind", "is_active")


class ShiftSerializer(RecordSerializer[Shift]):
    class Meta:
        model = Shift
        fields = ("branch", "staff", "kind", "starts_at", "ends_at", "note")


class MoveBody(serializers.Serializer[Any]):
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(required=False)
    practitioner = serializers.IntegerField(source="practitioner_id", required=False)
    room = serializers.IntegerField(source="room_id", required=False)
    device = serializers.IntegerField(source="device_id", required=False)


class WalkInBody(serializers.Serializer[Any]):
    patient = serializers.IntegerField(source="patient_id")
    practitioner = serializers.IntegerField(source="practitioner_id")
    room = serializers.IntegerField(source="room_id", required=False)
    product = serializers.IntegerField(source="product_id", required=False)
    title = serializers.CharField(max_length=160, required=False, allow_blank=True)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)


class CancelBody(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True)


class LaneSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    name_th = serializers.CharField()
    detail = serializers.CharField()
    color = serializers.CharField()


class AllergyCardSerializer(serializers.Serializer[Any]):
    substance = serializers.CharField()
    criticality = serializers.CharField()
    reaction = serializers.CharField()


class PersonSerializer(serializers.Serializer[Any]):
    """A patient's card, masked for the viewer before it came here."""

    id = serializers.IntegerField()
    hn = serializers.CharField()
    name = serializers.CharField()
    name_th = serializers.CharField()
    name_latin = serializers.CharField()
    nickname = serializers.CharField()
    birth_on = serializers.DateField(allow_null=True)
    sex = serializers.CharField()
    phone = serializers.CharField()
    allergies = AllergyCardSerializer(many=True)
    state = serializers.CharField()


class DaySerializer(serializers.Serializer[Any]):
    date = serializers.DateField()
    by = serializers.ChoiceField(choices=["practitioner", "room"])
    branch = serializers.IntegerField()
    resources = LaneSerializer(many=True)
    appointments = AppointmentSerializer(many=True)
    patients = serializers.DictField(child=PersonSerializer())
    shifts = ShiftSerializer(many=True)
