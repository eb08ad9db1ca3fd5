"""When somebody works, and when they are not to be booked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record


class ShiftKind(models.TextChoices):
    WORK = "work", _("Works")
    BLOCK = "block", _("Not to be booked")


class Shift(Record):
    """A stretch of work, or a block. A block also books the person, so the database refuses whoever comes later."""

    branch = models.ForeignKey("access.Branch", on_delete=models.PROTECT, related_name="+", verbose_name=_("Branch"))
    staff = models.ForeignKey("access.Staff", on_delete=models.PROTECT, related_name="+", verbose_name=_("Staff"))
    kind = models.CharField(_("Kind"), max_length=10, choices=ShiftKind.choices, default=ShiftKind.WORK)
    starts_at = models.DateTimeField(_("From"))
    ends_at = models.DateTimeField(_("To"))
    note = models.CharField(_("Note"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering: ClassVar = ["starts_at", "staff"]
        indexes: ClassVar = [models.Index(fields=["branch", "starts_at"], name="appointments_shift_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="appointments_shift_times",
                violation_error_message=_("A shift ends after it begins."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.starts_at:%Y-%m-%d %H:%M}"
