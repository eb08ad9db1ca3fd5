"""Money taken or paid out that is no bill: a deposit, what of it is paid back, a collection. Written once."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.fields import Xid8Field
from erp.kernel.documents.records import Fact
from modules.sales.models.order import AMOUNT, TenderKind
from modules.sales.models.register import RegisterSession


class Remittance(Fact):
    """A deposit of a patient, what of it is paid back, or what a company pays for its bills on account.

    Cash goes through the drawer of a register session.
    """

    class Kind(models.TextChoices):
        DEPOSIT = "deposit", _("Deposit")
        PAY_BACK = "pay_back", _("Deposit paid back")
        COLLECTION = "collection", _("Collection")

    number = models.CharField(_("Number"), max_length=40, unique=True)
    branch = models.ForeignKey("access.Branch", verbose_name=_("Branch"), on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind.choices)
    patient = models.ForeignKey(
        "patients.Patient",
        verbose_name=_("Patient"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    customer = models.ForeignKey(
        "sales.Customer", verbose_name=_("Company"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    register_session = models.ForeignKey(
        RegisterSession,
        verbose_name=_("Register session"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    business_on = models.DateField(_("Business day"))
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("Made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("By"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    document = models.JSONField(_("Content"))
    written_xid = Xid8Field(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("Deposit or collection")
        verbose_name_plural = _("Deposits and collections")
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["register_session"], name="sales_remittance_session"),
            models.Index(fields=["branch", "business_on"], name="sales_remittance_branch_day"),
            models.Index(fields=["patient"], name="sales_remittance_patient"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="sales_remittance_positive"),
            models.CheckConstraint(
                condition=Q(kind__in=["deposit", "pay_back"], patient__isnull=False, customer=None)
                | Q(kind="collection", patient=None, customer__isnull=False),
                name="sales_remittance_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RemittanceTender(Fact):
    """How it was paid. For cash taken, `tendered` is what was handed over; the rest is change."""

    branch_path: ClassVar[str] = "remittance__branch_id"

    remittance = models.ForeignKey(
        Remittance, verbose_name=_("Deposit or collection"), on_delete=models.PROTECT, related_name="tenders"
    )
    kind = models.CharField(_("Kind"), max_length=12, choices=TenderKind.choices)
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2)
    tendered = models.DecimalField(_("Tendered"), max_digits=14, decimal_places=2)
    reference = models.CharField(_("Reference"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("Payment of a deposit or collection")
        verbose_name_plural = _("Payments of deposits and collections")
        constraints = [
            models.CheckConstraint(condition=AMOUNT, name="sales_remittance_tender_positive"),
            models.CheckConstraint(
                condition=Q(tendered=models.F("amount")) | Q(kind="cash", tendered__gt=models.F("amount")),
                name="sales_remittance_change_is_cash",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["cash", "card", "rounding"])
                | (Q(kind__in=["promptpay", "transfer"]) & ~Q(reference="")),
                name="sales_remittance_tender_is_money",
            ),
            models.UniqueConstraint(
                fields=["remittance"], condition=Q(kind="rounding"), name="sales_remittance_rounding_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"


class RemittancePrint(Fact):
    """One print of its document."""

    branch_path: ClassVar[str] = "remittance__branch_id"

    remittance = models.ForeignKey(
        Remittance, verbose_name=_("Deposit or collection"), on_delete=models.PROTECT, related_name="prints"
    )
    printed_at = models.DateTimeField(_("Printed at"))
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("By"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Print of a deposit or collection")
        verbose_name_plural = _("Prints of deposits and collections")

    def __str__(self) -> str:
        return f"{self.printed_at}"
