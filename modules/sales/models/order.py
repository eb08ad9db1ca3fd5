"""Orders: what is sold, to whom, for how much, paid with what."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.fields import Xid8Field
from erp.kernel.documents.records import Document, Fact, Record
from erp.kernel.machines.fields import StateField
from modules.sales.models.register import RegisterSession


class OrderState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    AWAITING_PAYMENT = "awaiting_payment", _("On hold")
    PAID = "paid", _("Paid")
    PARTLY_REFUNDED = "partly_refunded", _("Partly refunded")
    REFUNDED = "refunded", _("Refunded")
    VOIDED = "voided", _("Voided")


class Order(Document):
    """A bill. A draft may change; once paid, it and its lines are final (`paid_xid`, kept by trigger)."""

    keeps_history: ClassVar[bool] = True

    register_session = models.ForeignKey(
        RegisterSession,
        verbose_name=_("Register session"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    patient = models.ForeignKey(
        "patients.Patient",
        verbose_name=_("Patient"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    source = models.CharField(_("Source"), max_length=80, blank=True)
    price_list = models.ForeignKey(
        "catalog.PriceList",
        verbose_name=_("Price list"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.CharField(_("Note"), max_length=200, blank=True)
    state = StateField(_("State"), choices=OrderState.choices, default=OrderState.DRAFT)
    business_on = models.DateField(_("Business day"), null=True, blank=True)
    subtotal = models.DecimalField(_("Subtotal"), max_digits=14, decimal_places=2, default=Decimal(0))
    order_discount = models.DecimalField(_("Order discount"), max_digits=14, decimal_places=2, default=Decimal(0))
    discount = models.DecimalField(_("Discount in all"), max_digits=14, decimal_places=2, default=Decimal(0))
    vat = models.DecimalField(_("VAT"), max_digits=14, decimal_places=2, default=Decimal(0))
    total = models.DecimalField(_("Total"), max_digits=14, decimal_places=2, default=Decimal(0))
    change = models.DecimalField(_("Change"), max_digits=14, decimal_places=2, default=Decimal(0))
    paid_at = models.DateTimeField(_("Paid at"), null=True, blank=True)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Cashier"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    voided_at = models.DateTimeField(_("Voided at"), null=True, blank=True)
    void_reason = models.CharField(_("Reason of the void"), max_length=200, blank=True)
    paid_xid = Xid8Field(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("Order")
        verbose_name_plural = _("Orders")
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["branch", "paid_at"], name="sales_order_branch_paid"),
            models.Index(fields=["register_session"], name="sales_order_session"),
            models.Index(fields=["patient"], name="sales_order_patient"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source"], condition=~Q(source=""), name="sales_order_source_once"),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="sales_order_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[OrderState.DRAFT, OrderState.AWAITING_PAYMENT])
                | Q(state=OrderState.VOIDED, number="")
                | (~Q(number="") & Q(paid_at__isnull=False, business_on__isnull=False, register_session__isnull=False)),
                name="sales_order_paid_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(total__gte=0, discount__gte=0, change__gte=0), name="sales_order_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(total=models.F("subtotal") - models.F("discount")), name="sales_order_adds_up"
            ),
        ]


class OrderLine(Record):
    """One line of a bill. `discount` is its own discount and its part of the order's; `gross` is what it costs.

    `standard_price`: what it would cost without the bill's price list, where that list prices it.
    """

    keeps_history: ClassVar[bool] = False
    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
    branch_path: ClassVar[str] = "order__branch_id"

    order = models.ForeignKey(Order, verbose_name=_("Order"), on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField(_("Position"))
    key = models.CharField(_("Key"), max_length=64)
    product = models.ForeignKey(
        "catalog.Product", verbose_name=_("Product"), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("Title"), max_length=160, blank=True)
    quantity = models.DecimalField(_("Quantity"), max_digits=12, decimal_places=3)
    unit_price = models.DecimalField(_("Price"), max_digits=12, decimal_places=2)
    standard_price = models.DecimalField(
        _("Price without the list"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2)
    line_discount = models.DecimalField(_("Line discount"), max_digits=14, decimal_places=2, default=Decimal(0))
    discount = models.DecimalField(_("Discount"), max_digits=14, decimal_places=2, default=Decimal(0))
    gross = models.DecimalField(_("Total"), max_digits=14, decimal_places=2)
    cost = models.DecimalField(_("Cost of goods"), max_digits=14, decimal_places=2, default=Decimal(0))
    lot = models.ForeignKey(
        "inventory.Lot", verbose_name=_("Lot"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    stock_issued = models.BooleanField(_("Stock already issued"), default=False)
    charge = models.CharField(_("Charge"), max_length=80, blank=True)
    cover_kind = models.CharField(_("Covered by"), max_length=16, blank=True)
    cover_reference = models.CharField(_("Cover"), max_length=80, blank=True)
    cover = models.JSONField(_("Cover, printed"), default=dict, blank=True)
    pays = models.CharField(_("Pays"), max_length=80, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("Order line")
        verbose_name_plural = _("Order lines")
        ordering = ("order_id", "position")
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="sales_line_position_once"),
            models.UniqueConstraint(fields=["order", "key"], name="sales_line_key_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="sales_line_quantity_positive"),
            models.CheckConstraint(
                condition=Q(gross__gte=0, discount__gte=0) & Q(gross=models.F("amount") - models.F("discount")),
                name="sales_line_adds_up",
            ),
            models.CheckConstraint(condition=Q(cover_kind="") | Q(gross=0), name="sales_line_covered_costs_nothing"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.product)


class TaxPart(Fact):
    """What one tax code takes of a line: computed once for the document, then only read."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "DELETE"})
    branch_path: ClassVar[str] = "line__order__branch_id"

    line = models.ForeignKey(OrderLine, verbose_name=_("Line"), on_delete=models.PROTECT, related_name="parts")
    tax_code = models.ForeignKey(
        "ledger.TaxCode", verbose_name=_("Tax code"), on_delete=models.PROTECT, related_name="+"
    )
    gross = models.DecimalField(_("Gross"), max_digits=14, decimal_places=2)
    net = models.DecimalField(_("Net"), max_digits=14, decimal_places=2)
    vat = models.DecimalField(_("VAT"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("Tax part")
        verbose_name_plural = _("Tax parts")
        constraints = [
            models.CheckConstraint(condition=Q(gross=models.F("net") + models.F("vat")), name="sales_tax_part_adds_up"),
        ]

    def __str__(self) -> str:
        return f"{self.gross}"


class OrderLineShare(Fact):
    """Who sold or performed a line. The shares of a line add up to 100 (deferred, by trigger)."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "DELETE"})
    branch_path: ClassVar[str] = "line__order__branch_id"

    line = models.ForeignKey(OrderLine, verbose_name=_("Line"), on_delete=models.PROTECT, related_name="shares")
    staff = models.ForeignKey("access.Staff", verbose_name=_("Staff"), on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("Role"), max_length=16)
    percent = models.DecimalField(_("Percent"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("Share")
        verbose_name_plural = _("Shares")
        constraints = [
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="sales_share_percent_sane"),
            models.UniqueConstraint(fields=["line", "staff", "role"], name="sales_share_once"),
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.percent} %"


class TenderKind(models.TextChoices):
    CASH = "cash", _("Cash")
    CARD = "card", _("Card")
    PROMPTPAY = "promptpay", _("PromptPay")
    TRANSFER = "transfer", _("Bank transfer")
    CREDIT = "credit", _("Customer credit")
    ON_ACCOUNT = "on_account", _("On account")
    ROUNDING = "rounding", _("Cash rounding")


# Money is above zero. Rounding is what of a bill no coin pays: above zero where less cash was taken (or given back).
AMOUNT = (Q(amount__gt=0) & ~Q(kind="rounding")) | (
    Q(kind="rounding", amount__gte=Decimal("-0.50"), amount__lte=Decimal("0.50")) & ~Q(amount=0)
)


class Tender(Fact):
    """What was paid with. For cash `tendered` is what was handed over; the rest is change."""

    branch_path: ClassVar[str] = "order__branch_id"

    order = models.ForeignKey(Order, verbose_name=_("Order"), on_delete=models.PROTECT, related_name="tenders")
    kind = models.CharField(_("Kind"), max_length=12, choices=TenderKind.choices)
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2)
    tendered = models.DecimalField(_("Tendered"), max_digits=14, decimal_places=2)
    reference = models.CharField(_("Reference"), max_length=60, blank=True)
    customer = models.ForeignKey(
        "sales.Customer", verbose_name=_("Company"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(_("Due"), null=True, blank=True)

    class Meta:
        verbose_name = _("Tender")
        verbose_name_plural = _("Tenders")
        indexes = [models.Index(fields=["customer"], condition=Q(kind="on_account"), name="sales_tender_customer")]
        constraints = [
            models.CheckConstraint(condition=AMOUNT, name="sales_tender_positive"),
            models.CheckConstraint(
                condition=Q(tendered=models.F("amount")) | Q(kind="cash", tendered__gt=models.F("amount")),
                name="sales_tender_change_is_cash",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["cash", "card", "credit", "rounding"]) | ~Q(reference=""),
                name="sales_tender_needs_reference",
            ),
            models.CheckConstraint(
                condition=Q(kind="on_account", customer__isnull=False, due_on__isnull=False)
                | (~Q(kind="on_account") & Q(customer=None, due_on=None)),
                name="sales_tender_on_account_of_somebody",
            ),
            models.UniqueConstraint(fields=["order"], condition=Q(kind="rounding"), name="sales_tender_rounding_once"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(kind="on_account"), name="sales_tender_on_account_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"


class Receipt(Fact):
    """The document handed to the patient, frozen as it was printed the first time."""

    class Kind(models.TextChoices):
        PLAIN = "plain", _("Receipt")
        ABBREVIATED = "abbreviated", _("Receipt and abbreviated tax invoice")

    branch_path: ClassVar[str] = "order__branch_id"

    order = models.OneToOneField(Order, verbose_name=_("Order"), on_delete=models.PROTECT, related_name="receipt")
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind.choices)
    number = models.CharField(_("Number"), max_length=40, unique=True)
    data = models.JSONField(_("Content"))

    class Meta:
        verbose_name = _("Receipt")
        verbose_name_plural = _("Receipts")

    def __str__(self) -> str:
        return self.number


class ReceiptPrint(Fact):
    """One print of a receipt."""

    branch_path: ClassVar[str] = "receipt__order__branch_id"

    receipt = models.ForeignKey(Receipt, verbose_name=_("Receipt"), on_delete=models.PROTECT, related_name="prints")
    printed_at = models.DateTimeField(_("Printed at"))
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("By"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Print")
        verbose_name_plural = _("Prints")

    def __str__(self) -> str:
        return f"{self.printed_at}"
