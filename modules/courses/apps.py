"""The module as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "modules.courses"
    label = "courses"
    verbose_name = _("Courses")

    def ready(self) -> None:
        from erp.kernel.rest.constraints import refuses
        from modules.courses import extensions, listeners  # noqa: F401
        from modules.courses.errors import NoSessionLeft, NotPaidYet
        from modules.courses.machines import (  # noqa: F401
            course_change,
            course_hold,
            course_template,
            user_course_balance,
        )

        refuses("courses_allowance_used_and_held_within_sold", NoSessionLeft)
        refuses("courses_allowance_used_within_paid", NotPaidYet)
