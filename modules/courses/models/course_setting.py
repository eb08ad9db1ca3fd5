"""How this house handles courses: one row."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record

ONLY: Final = 1


class CourseSetting(Record):
    """Where the row is missing, its defaults hold."""

    extension_days = models.PositiveSmallIntegerField(
        _("Extended without approval (days)"),
        default=30,
        help_text=_("A course is extended by so many days in all; beyond it somebody else has to agree."),
    )
    requires_signature = models.BooleanField(
        _("Signature required"),
        default=False,
        help_text=_("The patient signs on the screen for every session that a course pays for."),
    )

    class Meta:
        verbose_name = _("course settings")
        verbose_name_plural = _("course settings")
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=ONLY), name="courses_setting_only_one")]

    def __str__(self) -> str:
        return _now("course settings")
