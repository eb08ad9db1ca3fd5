"""What is settled together: everybody's commissions of a branch until a day, decided by somebody who did not ask."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Document
from erp.kernel.machines.fields import StateField


class SettlementState(models.TextChoices):
    SUBMITTED = "submitted", _("Submitted")
    APPROVED = "approved", _("Approved")
    PAID = "paid", _("Paid out")
    REFUSED = "refused", _("Refused")


DECIDED_FOR = ["approved", "paid"]


class CommissionSettlement(Document):
    """A batch: its logs are named by `CommissionLog.settlement`, its amount is their sum when it was submitted."""

    state = StateField(_("State"), choices=SettlementState.choices, default=SettlementState.SUBMITTED)
    until_on = models.DateField(_("Until"))
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2, default=0)
    people = models.PositiveIntegerField(_("People"), default=0)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Submitted by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    submitted_at = models.DateTimeField(_("Submitted at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Decided by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)
    settled_on = models.DateField(_("Settled on"), null=True, blank=True)
    paid_on = models.DateField(_("Paid on"), null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Commission settlement")
        verbose_name_plural = _("Commission settlements")
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["branch"], condition=Q(state=SettlementState.SUBMITTED), name="commissions_settlement_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state=SettlementState.SUBMITTED)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_by=F("submitted_by"))),
                name="commissions_settlement_approver_is_another",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED_FOR, settled_on__isnull=False)
                | (~Q(state__in=DECIDED_FOR) & Q(settled_on__isnull=True)),
                name="commissions_settlement_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state=SettlementState.PAID, paid_on__gte=F("settled_on"))
                | (~Q(state=SettlementState.PAID) & Q(paid_on__isnull=True)),
                name="commissions_settlement_paid_afterwards",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="commissions_settlement_not_negative"),
        ]
