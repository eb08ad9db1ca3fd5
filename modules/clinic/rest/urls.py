"""Addresses below /api/v1/clinic/."""

from django.urls import path

from erp.kernel.rest.routes import route
from modules.clinic.rest.views import (
    CarePlanView,
    ChargesView,
    ConfirmUploadView,
    FaceChartView,
    NoteTemplateView,
    NoteView,
    PhotoLinkView,
    PhotoView,
    PractitionerView,
    SessionView,
    TimelineView,
    UploadTokenView,
    VialsView,
    VitalsView,
)

urlpatterns = [
    path("sessions/<int:pk>/charges/", ChargesView.as_view(), name="clinic-session-charges"),
    path("sessions/<int:pk>/vials/", VialsView.as_view(), name="clinic-session-vials"),
    path("photos/<int:pk>/link/", PhotoLinkView.as_view(), name="clinic-photo-link"),
    path("upload-token/", UploadTokenView.as_view(), name="clinic-upload-token"),
    path("confirm-upload/", ConfirmUploadView.as_view(), name="clinic-confirm-upload"),
    path("timeline/", TimelineView.as_view(), name="clinic-timeline"),
    route("sessions", SessionView),
    route("vitals", VitalsView),
    route("notes", NoteView),
    route("note-templates", NoteTemplateView),
    route("care-plans", CarePlanView),
    route("face-charts", FaceChartView),
    route("photos", PhotoView),
    route("practitioners", PractitionerView),
]
