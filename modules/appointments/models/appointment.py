"""An appointment: who comes, to whom, when and what for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.access.models import User
from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField
from modules.appointments.models.resource import Device, Room


class AppointmentState(models.TextChoices):
    BOOKED = "booked", _("Booked")
    CONFIRMED = "confirmed", _("Confirmed")
    ARRIVED = "arrived", _("Arrived")
    IN_ROOM = "in_room", _("In room")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    NO_SHOW = "no_show", _("Did not come")


class Appointment(Record):
    branch = models.ForeignKey("access.Branch", on_delete=models.PROTECT, related_name="+", verbose_name=_("Branch"))
    patient = models.ForeignKey(
        "patients.Patient", on_delete=models.PROTECT, related_name="+", verbose_name=_("Patient")
    )
    practitioner = models.ForeignKey(
        "access.Staff", on_delete=models.PROTECT, related_name="+", verbose_name=_("Practitioner")
    )
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Room")
    )
    device = models.ForeignKey(
        Device, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Device")
    )
    product = models.ForeignKey(
        "catalog.Product",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Treatment"),
    )
    title = models.CharField(_("What for"), max_length=160, blank=True)
    starts_at = models.DateTimeField(_("Begins"))
    ends_at = models.DateTimeField(_("Ends"))
    note = models.CharField(_("Note"), max_length=300, blank=True)
    is_walk_in = models.BooleanField(_("Walk-in"), default=False, editable=False)
    arrived_at = models.DateTimeField(_("Arrived at"), null=True, editable=False)
    reason = models.CharField(_("Reason"), max_length=200, blank=True, editable=False)
    state = StateField(choices=AppointmentState.choices, default=AppointmentState.BOOKED)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering: ClassVar = ["-starts_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["branch", "starts_at"], name="appointments_appointment_day"),
            models.Index(fields=["patient", "-starts_at"], name="appointments_of_patient"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="appointments_appointment_times",
                violation_error_message=_("An appointment ends after it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.title or f"#{self.pk}"

    @classmethod
    def owned_by(cls, user: User) -> Q:
        """A practitioner's own appointments."""
        return Q(practitioner__user=user)
