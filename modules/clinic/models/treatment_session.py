"""A treatment session: one patient, one practitioner, one sitting (FHIR's Encounter)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.access.models import User
from erp.kernel.documents.records import Document
from erp.kernel.machines.fields import StateField


class SessionState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    IN_PROGRESS = "in_progress", _("In progress")
    COMPLETED = "completed", _("Completed")
    SIGNED = "signed", _("Signed")
    CANCELLED = "cancelled", _("Cancelled")
    ENTERED_IN_ERROR = "entered_in_error", _("Entered in error")


WRITABLE = (SessionState.PLANNED, SessionState.IN_PROGRESS)
GONE = (SessionState.CANCELLED, SessionState.ENTERED_IN_ERROR)


class TreatmentSession(Document):
    patient = models.ForeignKey(
        "patients.Patient", on_delete=models.PROTECT, related_name="+", verbose_name=_("Patient")
    )
    appointment = models.ForeignKey(
        "appointments.Appointment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Appointment"),
    )
    practitioner = models.ForeignKey(
        "access.Staff", on_delete=models.PROTECT, related_name="+", verbose_name=_("Practitioner")
    )
    therapist = models.ForeignKey(
        "access.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("Treating therapist"),
    )  # fmt: skip
    title = models.CharField(_("What for"), max_length=160, blank=True)
    started_at = models.DateTimeField(_("Started"), null=True, editable=False)
    completed_at = models.DateTimeField(_("Completed"), null=True, editable=False)
    signed_at = models.DateTimeField(_("Signed"), null=True, editable=False)
    signed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    supplies_cost = models.DecimalField(
        _("Cost of supplies"), max_digits=12, decimal_places=2, null=True, editable=False
    )
    reason = models.CharField(_("Reason"), max_length=200, blank=True, editable=False)
    state = StateField(choices=SessionState.choices, default=SessionState.PLANNED)

    class Meta:
        verbose_name = _("treatment session")
        verbose_name_plural = _("treatment sessions")
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["patient", "-id"], name="clinic_session_of_patient"),
            models.Index(fields=["branch", "state", "-id"], name="clinic_session_branch"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=SessionState.SIGNED) | Q(signed_at__isnull=False),
                name="clinic_session_signed_says_when",
            ),
            models.UniqueConstraint(
                fields=["appointment"],
                condition=~Q(state__in=GONE),
                name="clinic_session_one_of_an_appointment",
            ),
        ]

    @classmethod
    def owned_by(cls, user: User) -> Q:
        """The sessions a person treats in."""
        return Q(therapist__user=user) | Q(practitioner__user=user)
