"""What a patient signed on the screen: that these sessions were used."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact


class CourseSignature(Fact):
    """Strokes of a pen, each a list of points in 0..1 of the pad; written once with the sessions that it confirms."""

    branch_path: ClassVar[str] = "branch_id"

    branch = models.ForeignKey("access.Branch", on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    document = models.CharField(_("For"), max_length=60)
    strokes = models.JSONField(_("Strokes"))
    signed_at = models.DateTimeField(_("Signed at"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document"], name="courses_signature_once"),
            models.CheckConstraint(condition=~models.Q(strokes=[]), name="courses_signature_not_empty"),
        ]

    def __str__(self) -> str:
        return self.document
