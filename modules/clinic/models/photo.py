"""A photo of a session. The file lives in object storage; here is what it shows and whether it may be shown."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField
from modules.clinic.models.of_session import OfSession


class View(models.TextChoices):
    FRONT = "front", _("Front")
    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")


class Moment(models.TextChoices):
    BEFORE = "before", _("Before")
    AFTER = "after", _("After")


class PhotoState(models.TextChoices):
    CHECKING = "checking", _("Checking")
    READY = "ready", _("Ready")
    REJECTED = "rejected", _("Rejected")


class Photo(OfSession, Record):
    view = models.CharField(_("View"), max_length=10, choices=View.choices)
    moment = models.CharField(_("Moment"), max_length=10, choices=Moment.choices)
    taken_at = models.DateTimeField(_("Taken at"))
    taken_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    consent_purposes = models.JSONField(_("Consented purposes"), default=list, editable=False)
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+", editable=False)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    reason = models.CharField(_("Why it was rejected"), max_length=200, blank=True, editable=False)
    state = StateField(choices=PhotoState.choices, default=PhotoState.CHECKING)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering: ClassVar = ["-taken_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state=PhotoState.READY) | models.Q(width__gt=0, height__gt=0),
                name="clinic_photo_ready_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_view_display()} {self.get_moment_display()}"
