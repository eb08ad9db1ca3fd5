"""Addresses below /api/v1/appointments/."""

from django.urls import path

from erp.kernel.rest.routes import route
from modules.appointments.rest.views import AppointmentView, DayView, DeviceView, RoomView, ShiftView

urlpatterns = [
    path("day/", DayView.as_view(), name="appointments-day"),
    route("appointments", AppointmentView),
    route("rooms", RoomView),
    route("devices", DeviceView),
    route("shifts", ShiftView),
]
