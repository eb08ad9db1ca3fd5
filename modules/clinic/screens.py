"""Menus and screens of this module. The face chart and the history have pages of their own in the web client."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import Filter, Lines, MenuItem, Screen, Section
from modules.clinic.models import CarePlan, Note, NoteTemplate, Photo, Practitioner, TreatmentSession, Vitals

MENU = [
    MenuItem(
        code="clinic.emr", label=_("Medical records"), group="clinical", to="/emr", icon="stethoscope",
        right="clinic.read_treatment_session", order=30,
    ),
    MenuItem(
        code="clinic.treatment_session", label=_("Treatment sessions"), group="clinical",
        to="/list/clinic.treatment_session", icon="clipboard-list", right="clinic.read_treatment_session", order=35,
    ),
    MenuItem(
        code="clinic.note_template", label=_("Note templates"), group="back_office", to="/list/clinic.note_template",
        icon="notebook-pen", right="clinic.update_note_template", order=62,
    ),
    MenuItem(
        code="clinic.practitioner", label=_("Practitioners"), group="back_office", to="/list/clinic.practitioner",
        icon="badge-check", right="clinic.update_practitioner", order=64,
    ),
]  # fmt: skip

SCREENS = [
    Screen(
        model=TreatmentSession,
        endpoint="/api/v1/clinic/sessions/",
        title=_("Treatment session"),
        title_plural=_("Treatment sessions"),
        columns=("number", "patient", "practitioner", "title", "started_at", "signed_at", "state"),
        form=(
            Section(title=_("Session"), fields=("patient", "appointment", "title")),
            Section(title=_("Who treats"), fields=("practitioner", "therapist")),
            Section(title=_("Times"), fields=("started_at", "completed_at", "signed_at", "signed_by", "reason")),
        ),
        lines=(
            Lines(noun="clinic.note", field="session", title=_("Notes"), columns=("title", "author", "written_at")),
            Lines(noun="clinic.photo", field="session", title=_("Photos"), columns=("view", "moment", "state")),
        ),
        search=("number", "title"),
        filters=(
            Filter(code="open", label=_("Open"), where={"state": {"in": ["planned", "in_progress", "completed"]}}),
            Filter(code="unsigned", label=_("To be signed"), where={"state": {"eq": "completed"}}),
        ),
        group_by=("state", "practitioner"),
        kanban=True,
        verb_forms={
            "cancel": ({"name": "reason", "label": _("Reason"), "type": "text"},),
            "mark_error": ({"name": "reason", "label": _("Reason"), "type": "text", "required": True},),
        },
    ),
    Screen(
        model=Note,
        endpoint="/api/v1/clinic/notes/",
        title=_("Note"),
        title_plural=_("Notes"),
        columns=("written_at", "title", "author", "session"),
        form=(Section(title=_("Note"), fields=("session", "template", "title", "text"), columns=1),),
        order="-written_at",
        verb_forms={"add_addendum": ({"name": "text", "label": _("Addendum"), "type": "text", "required": True},)},
    ),
    Screen(
        model=Photo,
        endpoint="/api/v1/clinic/photos/",
        title=_("Photo"),
        title_plural=_("Photos"),
        columns=("taken_at", "session", "view", "moment", "state"),
        creates=False,
        edits=False,
    ),
    Screen(
        model=Vitals,
        endpoint="/api/v1/clinic/vitals/",
        title=_("Vital signs"),
        title_plural=_("Vital signs"),
        columns=("taken_at", "patient", "pulse", "systolic", "diastolic", "temperature"),
        order="-taken_at",
        edits=False,
    ),
    Screen(
        model=CarePlan,
        endpoint="/api/v1/clinic/care-plans/",
        title=_("Care plan"),
        title_plural=_("Care plans"),
        columns=("patient", "title", "interval_days", "repeats", "starts_on", "state"),
        group_by=("state",),
    ),
    Screen(
        model=NoteTemplate,
        endpoint="/api/v1/clinic/note-templates/",
        title=_("Note template"),
        title_plural=_("Note templates"),
        columns=("code", "title", "title_th", "is_active"),
        order="code",
    ),
    Screen(
        model=Practitioner,
        endpoint="/api/v1/clinic/practitioners/",
        title=_("Practitioner"),
        title_plural=_("Practitioners"),
        columns=("staff", "profession", "licence_number", "licence_until"),
    ),
]  # fmt: skip
