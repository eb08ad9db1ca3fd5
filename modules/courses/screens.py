"""Menus and screens of this module."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import Column, Filter, MenuItem, Screen, Section
from modules.courses.models import (
    CourseChange,
    CourseInstalment,
    CourseSetting,
    CourseTemplate,
    Redemption,
    UserCourseBalance,
)

MENU = [
    MenuItem(
        code="courses.user_course_balance", label=_("Patients' courses"), group="finance",
        to="/list/courses.user_course_balance", icon="ticket-check", right="courses.read_user_course_balance", order=30,
    ),
    MenuItem(
        code="courses.course_instalment", label=_("Instalments"), group="finance",
        to="/list/courses.course_instalment", icon="calendar-clock", right="courses.read_course_instalment", order=31,
    ),
    MenuItem(
        code="courses.course_template", label=_("Course templates"), group="back_office",
        to="/list/courses.course_template", icon="layers", right="courses.create_course_template", order=40,
    ),
]  # fmt: skip

REASON = [{"name": "reason", "label": _("Reason"), "type": "char", "required": True}]
MAYBE_REASON = [{"name": "reason", "label": _("Reason"), "type": "char"}]
DAYS = [{"name": "days", "label": _("Days"), "type": "integer", "required": True}, *REASON]

SCREENS = [
    Screen(
        model=UserCourseBalance,
        endpoint="/api/v1/courses/balances/",
        title=_("Patient's course"),
        title_plural=_("Patients' courses"),
        columns=("number", "patient", "title", "sold", "used", "held", "remaining", "valid_until", "state"),
        form=(
            Section(title=_("Course"), fields=("patient", "title", "title_th", "template")),
            Section(title=_("Terms"), fields=("price", "sold_at", "valid_until", "branch")),
        ),
        search=("number", "title"),
        filters=(Filter(code="active", label=_("Active"), where={"state": {"eq": "active"}}),),
        group_by=("state", "template"),
        labels={"sold": _("Bought"), "used": _("Used"), "held": _("Held"), "remaining": _("Sessions left")},
        figures=dict.fromkeys(("sold", "used", "held", "remaining"), "integer"),
        creates=False,
        edits=False,
        verb_forms={
            "freeze": MAYBE_REASON,
            "extend": DAYS,
            "request_extension": DAYS,
            "request_transfer": [
                {
                    "name": "patient",
                    "label": _("To the patient"),
                    "type": "reference",
                    "endpoint": "/api/v1/patients/patients/",
                },
                {
                    "name": "branch",
                    "label": _("To the branch"),
                    "type": "reference",
                    "endpoint": "/api/v1/access/branches/",
                },
                *REASON,
            ],
            "request_reinstating": REASON,
        },
    ),
    Screen(
        model=CourseInstalment,
        endpoint="/api/v1/courses/instalments/",
        title=_("Instalment"),
        title_plural=_("Instalments"),
        columns=(
            "due_on", "patient", "balance", "title", "no", Column(field="amount", sum=True), "paid_on", "standing",
        ),
        order="due_on",
        search=("balance", "title"),
        filters=(
            Filter(code="overdue", label=_("Overdue"), where={"standing": {"eq": "overdue"}}),
            Filter(code="due", label=_("Due"), where={"standing": {"in": ["due", "overdue"]}}),
        ),
        labels={"title": _("Course"), "patient": _("Patient"), "standing": _("Standing")},
        creates=False,
        edits=False,
    ),
    Screen(
        model=CourseChange,
        endpoint="/api/v1/courses/changes/",
        title=_("Change of a course"),
        title_plural=_("Changes of courses"),
        columns=("requested_at", "kind", "balance", "reason", "requested_by", "state", "decided_by"),
        group_by=("state", "kind"),
        creates=False,
        edits=False,
        verb_forms={"approve": MAYBE_REASON, "refuse": MAYBE_REASON},
    ),
    Screen(
        model=CourseSetting,
        endpoint="/api/v1/courses/settings/",
        title=_("Course settings"),
        title_plural=_("Course settings"),
        columns=("extension_days", "requires_signature"),
        creates=False,
    ),
    Screen(
        model=CourseTemplate,
        endpoint="/api/v1/courses/templates/",
        title=_("Course template"),
        title_plural=_("Course templates"),
        columns=("product", "version_no", "name", "name_th", "validity_days", "sold", "state"),
        search=("name", "name_th"),
        filters=(
            Filter(code="offered", label=_("Offered"), where={"state": {"eq": "active"}}),
            Filter(code="drafts", label=_("Drafts"), where={"state": {"eq": "draft"}}),
        ),
        labels={"sold": _("Sold")},
        figures={"sold": "integer"},
        group_by=("state",),
        edits=False,
    ),
    Screen(
        model=Redemption,
        endpoint="/api/v1/courses/redemptions/",
        title=_("Redemption"),
        title_plural=_("Redemptions"),
        columns=("redeemed_at", "title", "session_no", "sessions", "value", "performed_by", "source"),
        labels={"title": _("Course")},
        creates=False,
        edits=False,
    ),
]  # fmt: skip
