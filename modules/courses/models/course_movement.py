"""What happened to a patient's course, and what it did to what is owed. Sessions used are `Redemption`."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact
from modules.courses.models.user_course_balance import UserCourseBalance


class MovementKind(models.TextChoices):
    SOLD = "sold", _("Sold")
    PAID = "paid", _("Instalment paid")
    UNPAID = "unpaid", _("Instalment payment undone")
    FROZEN = "frozen", _("Frozen")
    UNFROZEN = "unfrozen", _("Unfrozen")
    EXTENDED = "extended", _("Extended")
    TRANSFERRED_OUT = "transferred_out", _("Transferred away")
    TRANSFERRED_IN = "transferred_in", _("Taken over")
    EXPIRED = "expired", _("Expired")
    REINSTATED = "reinstated", _("Reinstated")
    REFUNDED = "refunded", _("Refunded")


class CourseMovement(Fact):
    """Written once. `value` is by how much more (or less) is owed in treatments; `amount` the money with VAT.

    `parts` are the tax codes of a payment: `[[code, gross, net], …]`.
    """

    branch_path: ClassVar[str] = "balance__branch_id"

    balance = models.ForeignKey(UserCourseBalance, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(_("What"), max_length=16, choices=MovementKind.choices)
    value = models.DecimalField(_("Owed in treatments"), max_digits=12, decimal_places=2, default=Decimal("0.00"))
    amount = models.DecimalField(_("Amount"), max_digits=12, decimal_places=2, default=Decimal("0.00"))
    parts = models.JSONField(default=list, blank=True)
    days = models.IntegerField(_("Days"), null=True, blank=True)
    source = models.CharField(_("Document"), max_length=60, blank=True)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    business_on = models.DateField(_("Business day"))
    moved_at = models.DateTimeField(_("At"))
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("movement of a course")
        verbose_name_plural = _("movements of courses")
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["source"], name="courses_movement_source"),
            models.Index(fields=["business_on"], name="courses_movement_day"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
