"""Menus and screens of this module."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import Filter, MenuItem, Screen, Section
from modules.appointments.models import Appointment, Device, Room, Shift

MENU = [
    MenuItem(
        code="appointments.day", label=_("Calendar"), group="clinical", to="/calendar", icon="calendar-days",
        right="appointments.read_appointment", order=10,
    ),
    MenuItem(
        code="appointments.appointment", label=_("Appointments"), group="clinical", to="/list/appointments.appointment",
        icon="calendar-clock", right="appointments.read_appointment", order=15,
    ),
    MenuItem(
        code="appointments.room", label=_("Rooms"), group="back_office", to="/list/appointments.room",
        icon="door-open", right="appointments.update_room", order=60,
    ),
]  # fmt: skip

SCREENS = [
    Screen(
        model=Appointment,
        endpoint="/api/v1/appointments/appointments/",
        title=_("Appointment"),
        title_plural=_("Appointments"),
        columns=("starts_at", "patient", "practitioner", "room", "title", "state"),
        form=(
            Section(title=_("Who"), fields=("patient", "practitioner", "room", "device")),
            Section(title=_("When"), fields=("starts_at", "ends_at")),
            Section(title=_("What for"), fields=("product", "title", "note", "reason", "arrived_at"), columns=1),
        ),
        order="-starts_at",
        search=("title",),
        filters=(
            Filter(code="booked", label=_("Booked"), where={"state": {"in": ["booked", "confirmed"]}}),
            Filter(code="here", label=_("Here now"), where={"state": {"in": ["arrived", "in_room"]}}),
        ),
        group_by=("state", "practitioner", "room"),
        kanban=True,
        calendar={"start": "starts_at", "end": "ends_at", "title": "title", "resource": "practitioner"},
        verb_forms={
            "cancel": ({"name": "reason", "label": _("Reason"), "type": "text"},),
            "move": ({"name": "starts_at", "label": _("Begins"), "type": "instant", "required": True},),
        },
    ),
    Screen(
        model=Room,
        endpoint="/api/v1/appointments/rooms/",
        title=_("Room"),
        title_plural=_("Rooms"),
        columns=("code", "name", "name_th", "branch", "is_active"),
        order="code",
    ),
    Screen(
        model=Device,
        endpoint="/api/v1/appointments/devices/",
        title=_("Device"),
        title_plural=_("Devices"),
        columns=("code", "name", "kind", "branch", "is_active"),
        order="code",
    ),
    Screen(
        model=Shift,
        endpoint="/api/v1/appointments/shifts/",
        title=_("Shift"),
        title_plural=_("Shifts"),
        columns=("staff", "kind", "starts_at", "ends_at", "note"),
        order="starts_at",
        edits=False,
    ),
]  # fmt: skip
