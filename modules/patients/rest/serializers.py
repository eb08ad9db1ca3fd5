"""How people are written to the API: what a caller may not read is masked or absent."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from erp.kernel.rest.fields import PDPAMaskingField
from erp.kernel.rest.serializers import RecordSerializer
from modules.patients.models import Allergy, Condition, Consent, Patient

WRITABLE = (
    "title", "first_name_th", "last_name_th", "first_name_latin", "last_name_latin", "nickname", "birth_on", "sex",
    "nationality", "phone", "identity_kind", "identity", "email", "address", "emergency_name", "emergency_phone",
    "medication", "allergies_asked_on", "source",
)  # fmt: skip


class AllergyBriefSerializer(serializers.ModelSerializer[Allergy]):
    """An allergy inside its patient: the banner."""

    class Meta:
        model = Allergy
        fields = ("id", "substance", "criticality", "reaction")


class PatientRowSerializer(RecordSerializer[Patient]):
    """A patient in a list."""

    phone = PDPAMaskingField(read_only=True)
    allergies = serializers.SerializerMethodField()

    class Meta:
        model = Patient
        fields = (
            "hn", "name", "name_th", "name_latin", "title", "first_name_th", "last_name_th", "first_name_latin",
            "last_name_latin", "nickname", "birth_on", "sex", "nationality", "phone", "email", "source", "state",
            "created_at", "allergies",
        )  # fmt: skip

    def get_allergies(self, row: Patient) -> list[dict[str, Any]]:
        active = [each for each in row.allergies.all() if each.is_active]
        return [dict(AllergyBriefSerializer(each).data) for each in active]

    get_allergies.__annotations__["return"] = AllergyBriefSerializer(many=True)


class PatientSerializer(PatientRowSerializer):
    """A patient, opened."""

    phone = PDPAMaskingField(required=False, allow_blank=True, max_length=30)
    emergency_phone = PDPAMaskingField(required=False, allow_blank=True, max_length=30)
    identity = PDPAMaskingField(required=False, allow_blank=True, max_length=30)

    class Meta(PatientRowSerializer.Meta):
        fields = tuple(  # type: ignore[assignment]
            dict.fromkeys((*PatientRowSerializer.Meta.fields[:-1], *WRITABLE, "allergies"))
        )
        extra_kwargs = {name: {"read_only": True} for name in ("hn", "name", "name_th", "name_latin")}


class AllergySerializer(RecordSerializer[Allergy]):
    class Meta:
        model = Allergy
        fields = ("patient", "substance", "criticality", "reaction", "noted_on", "is_active", "created_at")


class ConditionSerializer(RecordSerializer[Condition]):
    class Meta:
        model = Condition
        fields = ("patient", "name", "code", "since_on", "note", "is_active", "created_at")


class ConsentSerializer(RecordSerializer[Consent]):
    document_version = serializers.CharField(max_length=20, default="1")

    class Meta:
        model = Consent
        fields = (
            "patient", "purpose", "channel", "document_version", "given", "evidence", "evidence_note",
            "approval_number", "recorded_at", "recorded_by",
        )  # fmt: skip
        read_only_fields = ("recorded_at", "recorded_by")


class RevealBody(serializers.Serializer[Any]):
    reason = serializers.CharField(min_length=3, max_length=200)


class RevealedSerializer(serializers.Serializer[Any]):
    """The number, this once."""

    phone = serializers.CharField()

    def to_representation(self, instance: str) -> dict[str, str]:
        return {"phone": instance}


class DuplicatesBody(serializers.Serializer[Any]):
    names = serializers.ListField(child=serializers.CharField(max_length=200), max_length=4, default=list)
    phone = serializers.CharField(max_length=30, allow_blank=True, default="")
    birth_on = serializers.DateField(allow_null=True, default=None)


class CandidateSerializer(serializers.Serializer[Any]):
    """Somebody who may be the same person; masked as everywhere."""

    id = serializers.IntegerField(source="card.id")
    hn = serializers.CharField(source="card.hn")
    name = serializers.CharField(source="card.name")
    name_th = serializers.CharField(source="card.name_th")
    name_latin = serializers.CharField(source="card.name_latin")
    nickname = serializers.CharField(source="card.nickname")
    birth_on = serializers.DateField(source="card.birth_on", allow_null=True)
    phone = serializers.CharField(source="card.phone")
    reasons = serializers.ListField(child=serializers.ChoiceField(choices=["phone", "name", "birth_on"]))
    score = serializers.FloatField()


class CandidatesSerializer(serializers.Serializer[Any]):
    candidates = CandidateSerializer(many=True)
