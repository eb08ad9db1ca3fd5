"""Seed: the one row of settings. What is there already stays as it is."""

from modules.courses.models import CourseSetting
from modules.courses.models.course_setting import ONLY


def load() -> None:
    """Make it; run again, it changes nothing."""
    CourseSetting.objects.get_or_create(pk=ONLY)
