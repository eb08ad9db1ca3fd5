"""The settings of courses, or their defaults."""

from __future__ import annotations

from modules.courses.models import CourseSetting
from modules.courses.models.course_setting import ONLY


def settings_of_courses() -> CourseSetting:
    """The one row; where it is missing, an unsaved one with the defaults."""
    return CourseSetting.objects.filter(pk=ONLY).first() or CourseSetting(pk=ONLY)
