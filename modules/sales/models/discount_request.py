"""A discount above the limit, waiting for somebody who may decide."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField
from modules.sales.models.order import Order


class RequestState(models.TextChoices):
    REQUESTED = "requested", _("Requested")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DiscountRequest(Record):
    """So much off a whole order, by percent or amount. Whoever asks never decides: the database sees to it."""

    branch_path: ClassVar[str] = "order__branch_id"

    order = models.ForeignKey(Order, verbose_name=_("Order"), on_delete=models.PROTECT, related_name="requests")
    percent = models.DecimalField(_("Percent"), max_digits=5, decimal_places=2, null=True, blank=True)
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=200)
    state = StateField(_("State"), choices=RequestState.choices, default=RequestState.REQUESTED)
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
    decision_reason = models.CharField(_("Reason of the decision"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Discount request")
        verbose_name_plural = _("Discount requests")
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100, amount__isnull=True)
                | Q(percent__isnull=True, amount__gt=0),
                name="sales_discount_percent_or_amount",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("requested_by"))),
                name="sales_discount_approver_is_another",
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state=RequestState.REQUESTED), name="sales_discount_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %" if self.percent is not None else f"{self.amount}"

    @classmethod
    def owned_by(cls, user: Any) -> Q:
        """What one asked for."""
        return Q(requested_by=user)
