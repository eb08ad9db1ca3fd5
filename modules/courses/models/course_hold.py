"""A session set aside at the signature, until it is paid with or given back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField
from modules.courses.models.user_course_balance import CourseAllowance


class HoldState(models.TextChoices):
    HELD = "held", _("Held")
    REDEEMED = "redeemed", _("Redeemed")
    RELEASED = "released", _("Released")


class CourseHold(Record):
    branch_path: ClassVar[str] = "allowance__balance__branch_id"

    allowance = models.ForeignKey(CourseAllowance, on_delete=models.PROTECT, related_name="holds")
    sessions = models.PositiveSmallIntegerField(_("Sessions"), default=1)
    source = models.CharField(_("For"), max_length=60)
    session_no = models.PositiveSmallIntegerField(_("Session"))
    performed_by = models.ForeignKey("access.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    held_at = models.DateTimeField(_("Held at"))
    state = StateField(choices=HoldState.choices, default=HoldState.HELD)

    class Meta:
        verbose_name = _("held session")
        verbose_name_plural = _("held sessions")
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sessions__gte=1), name="courses_hold_counts"),
            models.UniqueConstraint(fields=["source"], condition=Q(state=HoldState.HELD), name="courses_hold_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.sessions}"
