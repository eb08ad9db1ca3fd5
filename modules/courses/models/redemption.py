"""A session used: written once, never changed. A return is a row of its own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact
from modules.courses.models.course_hold import CourseHold
from modules.courses.models.course_signature import CourseSignature
from modules.courses.models.user_course_balance import CourseAllowance


class Redemption(Fact):
    """One deduction: a session, or units used together up to `session_no`; who performed it, and what it earned."""

    branch_path: ClassVar[str] = "branch_id"

    allowance = models.ForeignKey(CourseAllowance, on_delete=models.PROTECT, related_name="redemptions")
    hold = models.ForeignKey(CourseHold, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    branch = models.ForeignKey("access.Branch", on_delete=models.PROTECT, related_name="+")
    nth = models.PositiveIntegerField()
    session_no = models.PositiveSmallIntegerField(_("Session"))
    sessions = models.PositiveSmallIntegerField(_("Sessions"), default=1)
    value = models.DecimalField(_("Earned"), max_digits=12, decimal_places=2)
    source = models.CharField(_("For"), max_length=60)
    performed_by = models.ForeignKey("access.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signature = models.ForeignKey(
        CourseSignature, verbose_name=_("Signature"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    redeemed_at = models.DateTimeField(_("Redeemed at"))
    business_on = models.DateField(_("Business day"))

    class Meta:
        verbose_name = _("redemption")
        verbose_name_plural = _("redemptions")
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["source"], name="courses_redemption_source")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["allowance", "nth"], name="courses_redemption_nth"),
            models.CheckConstraint(condition=Q(value__gte=0), name="courses_redemption_value_not_negative"),
            models.CheckConstraint(condition=Q(sessions__gte=1), name="courses_redemption_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.session_no}"


class RedemptionReturn(Fact):
    """A session given back, because what it paid for was undone."""

    branch_path: ClassVar[str] = "redemption__branch_id"

    redemption = models.OneToOneField(Redemption, on_delete=models.PROTECT, related_name="returned")
    reason = models.CharField(_("Reason"), max_length=200)
    returned_at = models.DateTimeField(_("Returned at"))
    business_on = models.DateField(_("Business day"), null=True, blank=True)

    class Meta:
        verbose_name = _("returned session")
        verbose_name_plural = _("returned sessions")

    def __str__(self) -> str:
        return self.reason
