"""Doors to people."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.rest.doors import CommandView
from erp.kernel.rest.listing import Listing
from erp.kernel.rest.views import RecordView, Verb
from modules.patients.models import Allergy, Condition, Consent, Patient
from modules.patients.rest.serializers import (
    AllergySerializer,
    CandidatesSerializer,
    ConditionSerializer,
    ConsentSerializer,
    DuplicatesBody,
    PatientRowSerializer,
    PatientSerializer,
    RevealBody,
    RevealedSerializer,
)
from modules.patients.selectors.patients_matching import is_whole_number, patients_matching
from modules.patients.services.activate_patient import activate_patient, deactivate_patient
from modules.patients.services.erase_patient import erase_patient
from modules.patients.services.find_duplicates import find_duplicates
from modules.patients.services.look_up_phone import look_up_phone
from modules.patients.services.record_allergy import record_allergy
from modules.patients.services.record_consent import record_consent
from modules.patients.services.register_patient import register_patient
from modules.patients.services.reveal_phone import reveal_phone
from modules.patients.services.update_patient import update_patient


class PatientView(RecordView):
    """People. `q` finds by HN, name, last four digits, or the exact whole number, which is counted."""

    model = Patient
    serializer = PatientSerializer
    list_serializer = PatientRowSerializer
    search_fields = ("search_text",)
    filter_fields = (
        "hn", "state", "sex", "birth_on", "nationality", "source", "created_at", "first_visit__visited_on",
        "first_visit__branch",
    )  # fmt: skip
    create_service = staticmethod(register_patient)
    update_service = staticmethod(update_patient)
    logs_reads = True
    verbs: ClassVar = {
        "reveal_phone": Verb(
            service=reveal_phone,
            body=RevealBody,
            answer=RevealedSerializer,
            label=_("Show the number"),
            offered=lambda patient: bool(patient.phone_masked),
        ),
        "activate": Verb(service=activate_patient),
        "deactivate": Verb(service=deactivate_patient),
        "erase": Verb(service=erase_patient),
    }
    text = ""

    def found(self, request: Request, right: str) -> tuple[Listing, QuerySet[Any]]:
        """Search is ours, so that a part of a number never finds anybody."""
        query = request._request.GET.copy()
        self.text = "".join(query.pop("q", [""])[-1:]).strip()[:100]
        request._request.GET = query  # type: ignore[assignment]
        return super().found(request, right)

    def queryset(self) -> QuerySet[Any]:
        people = Patient.objects.prefetch_related("allergies")
        if not self.text:
            return people
        if is_whole_number(self.text):
            return people.filter(pk__in=look_up_phone(phone=self.text, by=self.user, at=self.now()))
        return patients_matching(people, self.text)


class DuplicatesView(CommandView):
    """Who may already be on file: asked while the form is filled in."""

    right = "patients.check_duplicates_patient"
    body = DuplicatesBody
    answer = CandidatesSerializer

    def post(self, request: Request) -> Response:
        found = find_duplicates(**self.read(), by=self.user, at=self.now())
        return Response(CandidatesSerializer({"candidates": found}).data)


class AllergyView(RecordView):
    model = Allergy
    serializer = AllergySerializer
    create_service = staticmethod(record_allergy)
    search_fields = ("substance", "reaction")


class ConditionView(RecordView):
    model = Condition
    serializer = ConditionSerializer
    search_fields = ("name", "code")
    logs_reads = True


class ConsentView(RecordView):
    """Append only: there is no door that changes a consent."""

    model = Consent
    serializer = ConsentSerializer
    create_service = staticmethod(record_consent)
    updates = False
    default_order = "-recorded_at"
