"""A care plan: what, how often, how many times; its progress is counted from the sessions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.access.models import User
from erp.kernel.documents.records import Fact, Record
from erp.kernel.machines.fields import StateField


class CarePlanState(models.TextChoices):
    ACTIVE = "active", _("Active")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")


class CarePlan(Record):
    branch = models.ForeignKey("access.Branch", on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(
        "patients.Patient", on_delete=models.PROTECT, related_name="+", verbose_name=_("Patient")
    )
    product = models.ForeignKey(
        "catalog.Product",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Treatment"),
    )
    title = models.CharField(_("What"), max_length=160)
    interval_days = models.PositiveSmallIntegerField(_("Every (days)"), default=30)
    repeats = models.PositiveSmallIntegerField(_("How many times"), default=1)
    starts_on = models.DateField(_("From"))
    note = models.CharField(_("Note"), max_length=300, blank=True)
    state = StateField(choices=CarePlanState.choices, default=CarePlanState.ACTIVE)

    class Meta:
        verbose_name = _("care plan")
        verbose_name_plural = _("care plans")
        ordering: ClassVar = ["-starts_on", "-id"]
        indexes: ClassVar = [models.Index(fields=["patient", "state"], name="clinic_plan_of_patient")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(repeats__gte=1) & Q(interval_days__gte=1), name="clinic_care_plan_counts"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def owned_by(cls, user: User) -> Q:
        """Plans that a person has treated under."""
        return Q(steps__session__therapist__user=user)


class CarePlanStep(Fact):
    """One session that carried a plan forward. A session does so once."""

    plan = models.ForeignKey(CarePlan, on_delete=models.PROTECT, related_name="steps")
    session = models.ForeignKey("clinic.TreatmentSession", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(_("Done at"))

    class Meta:
        verbose_name = _("step of a care plan")
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "session"], name="clinic_care_plan_step_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.session_id}"
