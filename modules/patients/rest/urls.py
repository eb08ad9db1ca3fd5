"""Addresses below /api/v1/patients/."""

from django.urls import path

from erp.kernel.rest.routes import route
from modules.patients.rest import labels as labels
from modules.patients.rest.views import AllergyView, ConditionView, ConsentView, DuplicatesView, PatientView

urlpatterns = [
    path("patients/duplicates/", DuplicatesView.as_view(), name="patients-duplicates"),
    route("patients", PatientView),
    route("allergies", AllergyView),
    route("conditions", ConditionView),
    route("consents", ConsentView),
]
