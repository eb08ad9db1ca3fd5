"""A face chart: versions of annotations on a photo, or on the outline that ships with the product."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact
from modules.clinic.models.of_session import OfSession, while_writable
from modules.clinic.models.photo import Photo, View


class FaceChart(OfSession, Fact):
    """One version. Coordinates are 0..1 of the upright image; saving again adds a version, nothing is overwritten."""

    view = models.CharField(_("View"), max_length=10, choices=View.choices)
    version_no = models.PositiveIntegerField(_("Version"))
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    items = models.JSONField(_("Annotations"), default=list)
    saved_at = models.DateTimeField(_("Saved at"))
    saved_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("face chart")
        verbose_name_plural = _("face charts")
        ordering: ClassVar = ["-saved_at", "-id"]
        triggers: ClassVar = [while_writable("face_chart_open")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "view", "version_no"], name="clinic_face_chart_version"),
            models.CheckConstraint(condition=models.Q(version_no__gte=1), name="clinic_face_chart_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.get_view_display()} v{self.version_no}"
