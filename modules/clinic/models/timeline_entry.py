"""What happened to a patient, in order: written by the services that make it happen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact
from modules.clinic.models.of_session import OfSession


class EntryKind(models.TextChoices):
    STARTED = "started", _("Treatment began")
    FACE_CHART = "face_chart", _("Face chart saved")
    PHOTO = "photo", _("Photo taken")
    NOTE = "note", _("Note written")
    ADDENDUM = "addendum", _("Addendum")
    SIGNED = "signed", _("Signed")
    ERROR = "entered_in_error", _("Entered in error")


class TimelineEntry(OfSession, Fact):
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    happened_at = models.DateTimeField()
    source = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(null=True)
    summary = models.CharField(max_length=200, blank=True)
    has_photo = models.BooleanField(default=False)
    by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("timeline entry")
        verbose_name_plural = _("timeline")
        ordering: ClassVar = ["-happened_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["patient", "-happened_at", "-id"], name="clinic_timeline_of_patient")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_at:%Y-%m-%d %H:%M}"
