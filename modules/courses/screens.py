"""Menus and screens of this module."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import Filter, MenuItem, Screen, Section
from modules.courses.models import CourseTemplate, Redemption, UserCourseBalance

MENU = [
    MenuItem(
        code="courses.user_course_balance", label=_("Patients' courses"), group="finance",
        to="/list/courses.user_course_balance", icon="ticket-check", right="courses.read_user_course_balance", order=30,
    ),
    MenuItem(
        code="courses.course_template", label=_("Course templates"), group="back_office",
        to="/list/courses.course_template", icon="layers", right="courses.create_course_template", order=40,
    ),
]  # fmt: skip

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
        labels={"sold": _("Bought"), "used": _("Used"), "held": _("Held"), "remaining": _("Left")},
        creates=False,
        edits=False,
    ),
    Screen(
        model=CourseTemplate,
        endpoint="/api/v1/courses/templates/",
        title=_("Course template"),
        title_plural=_("Course templates"),
        columns=("product", "version_no", "name", "name_th", "validity_days", "state"),
        search=("name", "name_th"),
        group_by=("state",),
        edits=False,
    ),
    Screen(
        model=Redemption,
        endpoint="/api/v1/courses/redemptions/",
        title=_("Redemption"),
        title_plural=_("Redemptions"),
        columns=("redeemed_at", "title", "session_no", "value", "performed_by", "source"),
        labels={"title": _("Course")},
        creates=False,
        edits=False,
    ),
]  # fmt: skip
