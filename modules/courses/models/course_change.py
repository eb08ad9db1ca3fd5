"""A wish to change a course in a way that somebody else has to agree to."""

from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField
from modules.courses.models.user_course_balance import UserCourseBalance


class ChangeKind(models.TextChoices):
    TRANSFER = "transfer", _("Transfer to another patient or branch")
    EXTENSION = "extension", _("Extend beyond the limit")
    REINSTATING = "reinstating", _("Reinstate")


class ChangeState(models.TextChoices):
    REQUESTED = "requested", _("Requested")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


_AS_ASKED = """
    IF (OLD.kind, OLD.balance_id, OLD.patient_id, OLD.to_branch_id, OLD.days, OLD.reason, OLD.requested_by_id,
        OLD.requested_at)
       IS DISTINCT FROM
       (NEW.kind, NEW.balance_id, NEW.patient_id, NEW.to_branch_id, NEW.days, NEW.reason, NEW.requested_by_id,
        NEW.requested_at)
       OR (OLD.state <> 'requested' AND NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id) THEN
      RAISE EXCEPTION 'what was asked for stays as it was asked'
        USING ERRCODE = '23514', CONSTRAINT = 'courses_change_as_asked', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
"""


class CourseChange(Record):
    """Asked for by one, decided by another: the database sees to it. Approved, it is carried out at once."""

    branch_path: ClassVar[str] = "balance__branch_id"

    kind = models.CharField(_("What"), max_length=12, choices=ChangeKind.choices)
    balance = models.ForeignKey(
        UserCourseBalance, verbose_name=_("Course"), on_delete=models.PROTECT, related_name="changes"
    )
    patient = models.ForeignKey(
        "patients.Patient",
        verbose_name=_("To the patient"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    to_branch = models.ForeignKey(
        "access.Branch",
        verbose_name=_("To the branch"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    days = models.PositiveSmallIntegerField(_("Days"), null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=200)
    state = StateField(_("State"), choices=ChangeState.choices, default=ChangeState.REQUESTED)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Requested by"), on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField(_("Requested at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Decided by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)
    decision_reason = models.CharField(_("Reason of the decision"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("change of a course")
        verbose_name_plural = _("changes of courses")
        ordering: ClassVar = ["-id"]
        triggers: ClassVar = [
            pgtrigger.Trigger(name="as_asked", when=pgtrigger.Before, operation=pgtrigger.Update, func=_AS_ASKED)
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(
                    Q(kind=ChangeKind.TRANSFER, days__isnull=True)
                    & (Q(patient__isnull=False) | Q(to_branch__isnull=False))
                )
                | Q(kind=ChangeKind.EXTENSION, patient__isnull=True, to_branch__isnull=True, days__gt=0)
                | Q(kind=ChangeKind.REINSTATING, patient__isnull=True, to_branch__isnull=True, days__isnull=True),
                name="courses_change_says_what",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="courses_change_says_why"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("requested_by"))),
                name="courses_change_approver_is_another",
            ),
            models.UniqueConstraint(
                fields=["balance"], condition=Q(state=ChangeState.REQUESTED), name="courses_change_one_a_course"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @classmethod
    def owned_by(cls, user: Any) -> Q:
        """What one asked for."""
        return Q(requested_by=user)
