"""Consent, append only: giving and withdrawing are each a row, the last row of a purpose holds."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact
from modules.patients.data import Purpose
from modules.patients.models.patient import Patient


class ConsentPurpose(models.TextChoices):
    TREATMENT = Purpose.TREATMENT, _("Treatment")
    PHOTO_RECORD = Purpose.PHOTO_RECORD, _("Photo for the record")
    TEACHING = Purpose.TEACHING, _("Teaching")
    ADVERTISING = Purpose.ADVERTISING, _("Advertising")
    MARKETING = Purpose.MARKETING, _("Marketing")


class Channel(models.TextChoices):
    LINE = "line", "LINE"
    SMS = "sms", "SMS"
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")


class Evidence(models.TextChoices):
    PAPER = "paper", _("Signed on paper")
    SCREEN = "screen", _("Signed on screen")
    SPOKEN = "spoken", _("Spoken, witnessed")


class Consent(Fact):
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(_("Purpose"), max_length=20, choices=ConsentPurpose.choices)
    channel = models.CharField(_("Channel"), max_length=10, choices=Channel.choices, blank=True)
    document_version = models.CharField(_("Version of the text"), max_length=20)
    given = models.BooleanField(_("Given"))
    evidence = models.CharField(_("Evidence"), max_length=10, choices=Evidence.choices, default=Evidence.PAPER)
    evidence_note = models.CharField(_("Where the evidence is"), max_length=200, blank=True)
    approval_number = models.CharField(_("Advertising approval number"), max_length=40, blank=True)
    recorded_at = models.DateTimeField(_("Recorded at"))
    recorded_by = models.ForeignKey(
        "access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Recorded by")
    )

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering: ClassVar = ["-recorded_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["patient", "purpose", "-recorded_at", "-id"], name="patients_consent_last")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(purpose=Purpose.MARKETING) | ~Q(channel=""),
                name="patients_consent_marketing_names_channel",
                violation_error_message=_("Consent to marketing names its channel."),
            ),
            models.CheckConstraint(
                condition=~Q(purpose=Purpose.ADVERTISING, given=True) | ~Q(approval_number=""),
                name="patients_consent_advertising_needs_approval",
                violation_error_message=_("Consent to advertising names the approval number of the advert."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {'+' if self.given else '-'}"
