"""What patients have with the house: money handed over that no bill has used yet. Moved by facts, never rewritten."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact, Record
from modules.sales.models.order import Order
from modules.sales.models.refund import Refund
from modules.sales.models.remittance import Remittance


class CustomerCredit(Record):
    """A patient's balance: kept by trigger from her movements, and the row that whoever spends from it locks."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT"})
    keeps_history: ClassVar[bool] = False

    patient = models.OneToOneField(
        "patients.Patient", verbose_name=_("Patient"), on_delete=models.PROTECT, related_name="+"
    )
    balance = models.DecimalField(_("Balance"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("Customer credit")
        verbose_name_plural = _("Customer credits")
        constraints = [models.CheckConstraint(condition=Q(balance__gte=0), name="sales_credit_not_negative")]

    def __str__(self) -> str:
        return f"{self.balance}"


class CreditMovement(Fact):
    """Credit that came (positive) or went (negative), with the document that says so."""

    class Kind(models.TextChoices):
        DEPOSIT = "deposit", _("Deposit")
        PAY_BACK = "pay_back", _("Deposit paid back")
        SPENT = "spent", _("Paid a bill")
        RETURNED = "returned", _("Bill voided")
        REFUNDED = "refunded", _("Refund kept as credit")

    patient = models.ForeignKey(
        "patients.Patient", verbose_name=_("Patient"), on_delete=models.PROTECT, related_name="+"
    )
    branch = models.ForeignKey("access.Branch", verbose_name=_("Branch"), on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind.choices)
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2)
    business_on = models.DateField(_("Business day"))
    remittance = models.OneToOneField(
        Remittance, verbose_name=_("Deposit"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    order = models.ForeignKey(
        Order, verbose_name=_("Order"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refund = models.OneToOneField(
        Refund, verbose_name=_("Refund"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    moved_at = models.DateTimeField(_("Moved at"))
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("By"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Movement of credit")
        verbose_name_plural = _("Movements of credit")
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["patient"], name="sales_credit_patient"),
            models.Index(fields=["branch", "business_on"], name="sales_credit_branch_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["order", "kind"], name="sales_credit_once_a_bill"),
            models.CheckConstraint(
                condition=Q(kind="deposit", amount__gt=0, remittance__isnull=False, order=None, refund=None)
                | Q(kind="pay_back", amount__lt=0, remittance__isnull=False, order=None, refund=None)
                | Q(kind="spent", amount__lt=0, remittance=None, order__isnull=False, refund=None)
                | Q(kind="returned", amount__gt=0, remittance=None, order__isnull=False, refund=None)
                | Q(kind="refunded", amount__gt=0, remittance=None, order=None, refund__isnull=False),
                name="sales_credit_has_its_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount}"
