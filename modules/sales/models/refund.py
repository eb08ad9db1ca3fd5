"""Refunds: what of a paid bill is given back, line by line, and the document that says so."""

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.fields import Xid8Field
from erp.kernel.documents.records import Document, Fact
from erp.kernel.machines.fields import StateField
from modules.sales.models.order import AMOUNT, Order, OrderLine, TenderKind
from modules.sales.models.register import RegisterSession


class RefundState(models.TextChoices):
    REQUESTED = "requested", _("Requested")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    PAID = "paid", _("Paid out")


class Refund(Document):
    """Lines of a paid bill given back. Written once with its lines; paid out, it is final (both kept by trigger).

    `needs_approval`: above what the requester may give back alone. Whoever asks never decides.
    """

    class Kind(models.TextChoices):
        CREDIT_NOTE = "credit_note", _("Credit note")
        RECEIPT = "refund_receipt", _("Refund receipt")

    order = models.ForeignKey(Order, verbose_name=_("Order"), on_delete=models.PROTECT, related_name="refunds")
    state = StateField(_("State"), choices=RefundState.choices, default=RefundState.REQUESTED)
    kind = models.CharField(_("Kind"), max_length=16, choices=Kind.choices)
    reason = models.CharField(_("Reason"), max_length=200)
    total = models.DecimalField(_("Total"), max_digits=14, decimal_places=2)
    vat = models.DecimalField(_("VAT"), max_digits=14, decimal_places=2)
    needs_approval = models.BooleanField(_("Needs an approval"), default=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Requested by"), on_delete=models.PROTECT, null=True, related_name="+"
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
    register_session = models.ForeignKey(
        RegisterSession,
        verbose_name=_("Register session"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    business_on = models.DateField(_("Business day"), null=True, blank=True)
    paid_at = models.DateTimeField(_("Paid out at"), null=True, blank=True)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Paid out by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    document = models.JSONField(_("Content"), default=dict, blank=True)
    written_xid = Xid8Field(null=True, blank=True, editable=False)
    paid_xid = Xid8Field(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("Refund")
        verbose_name_plural = _("Refunds")
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["order"], name="sales_refund_order"),
            models.Index(fields=["register_session"], name="sales_refund_session"),
            models.Index(fields=["branch", "business_on"], name="sales_refund_branch_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="sales_refund_number_once"),
            models.CheckConstraint(condition=Q(total__gte=0, vat__gte=0), name="sales_refund_not_negative"),
            models.CheckConstraint(condition=~Q(reason=""), name="sales_refund_has_a_reason"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="sales_refund_approver_is_another",
            ),
            models.CheckConstraint(
                condition=Q(needs_approval=False)
                | Q(state__in=[RefundState.REQUESTED, RefundState.WITHDRAWN])
                | Q(decided_by__isnull=False, requested_by__isnull=False),
                name="sales_refund_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=RefundState.PAID)
                | (~Q(number="") & Q(paid_at__isnull=False, business_on__isnull=False, register_session__isnull=False)),
                name="sales_refund_paid_is_complete",
            ),
        ]

    @classmethod
    def owned_by(cls, user: Any) -> Q:
        """What one asked for."""
        return Q(requested_by=user)


class RefundLine(Fact):
    """So much of a sold line. `kept` is what was used of it before (a course's sessions) and is not given back."""

    class Goods(models.TextChoices):
        STOCK = "stock", _("Back to stock")
        LOSS = "loss", _("Written off")

    branch_path: ClassVar[str] = "refund__branch_id"

    refund = models.ForeignKey(Refund, verbose_name=_("Refund"), on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(OrderLine, verbose_name=_("Line"), on_delete=models.PROTECT, related_name="refunds")
    quantity = models.DecimalField(_("Quantity"), max_digits=12, decimal_places=3)
    gross = models.DecimalField(_("Total"), max_digits=14, decimal_places=2)
    kept = models.DecimalField(_("Used before"), max_digits=14, decimal_places=2, default=Decimal(0))
    goods = models.CharField(_("Goods"), max_length=8, choices=Goods.choices, blank=True)
    cost = models.DecimalField(_("Cost of goods"), max_digits=14, decimal_places=2, default=Decimal(0))

    class Meta:
        verbose_name = _("Refund line")
        verbose_name_plural = _("Refund lines")
        ordering = ("refund_id", "id")
        constraints = [
            models.UniqueConstraint(fields=["refund", "line"], name="sales_refund_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="sales_refund_quantity_positive"),
            models.CheckConstraint(
                condition=Q(gross__gte=0, kept__gte=0, cost__gte=0), name="sales_refund_line_not_negative"
            ),
            models.CheckConstraint(condition=~Q(goods="") | Q(cost=0), name="sales_refund_cost_is_of_goods"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.line}"


class RefundPart(Fact):
    """What one tax code gives back of a line: a share of the stored part, never computed from a rate again."""

    branch_path: ClassVar[str] = "refund_line__refund__branch_id"

    refund_line = models.ForeignKey(RefundLine, verbose_name=_("Line"), on_delete=models.PROTECT, related_name="parts")
    tax_code = models.ForeignKey(
        "ledger.TaxCode", verbose_name=_("Tax code"), on_delete=models.PROTECT, related_name="+"
    )
    gross = models.DecimalField(_("Gross"), max_digits=14, decimal_places=2)
    net = models.DecimalField(_("Net"), max_digits=14, decimal_places=2)
    vat = models.DecimalField(_("VAT"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("Tax part of a refund")
        verbose_name_plural = _("Tax parts of refunds")
        constraints = [
            models.UniqueConstraint(fields=["refund_line", "tax_code"], name="sales_refund_part_once"),
            models.CheckConstraint(
                condition=Q(gross=F("net") + F("vat"), net__gte=0, vat__gte=0), name="sales_refund_part_adds_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gross}"


class RefundTender(Fact):
    """How it was paid back: cash out of the drawer, or the way in which it had come."""

    branch_path: ClassVar[str] = "refund__branch_id"

    refund = models.ForeignKey(Refund, verbose_name=_("Refund"), on_delete=models.PROTECT, related_name="tenders")
    kind = models.CharField(_("Kind"), max_length=12, choices=TenderKind.choices)
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2)
    reference = models.CharField(_("Reference"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("Payment of a refund")
        verbose_name_plural = _("Payments of refunds")
        constraints = [
            models.CheckConstraint(condition=AMOUNT, name="sales_refund_tender_positive"),
            models.CheckConstraint(
                condition=Q(kind__in=["cash", "card", "credit", "on_account", "rounding"]) | ~Q(reference=""),
                name="sales_refund_tender_needs_reference",
            ),
            models.UniqueConstraint(
                fields=["refund"], condition=Q(kind="rounding"), name="sales_refund_tender_rounding_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"


class RefundPrint(Fact):
    """One print of a refund's document."""

    branch_path: ClassVar[str] = "refund__branch_id"

    refund = models.ForeignKey(Refund, verbose_name=_("Refund"), on_delete=models.PROTECT, related_name="prints")
    printed_at = models.DateTimeField(_("Printed at"))
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("By"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Print of a refund")
        verbose_name_plural = _("Prints of refunds")

    def __str__(self) -> str:
        return f"{self.printed_at}"
