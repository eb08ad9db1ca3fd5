"""Devices that sell without the server: each with series of its own, and what they sold."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField
from modules.sales.models.order import Order, Receipt
from modules.sales.models.register import Register, RegisterSession


class RegisterDevice(Record):
    """A browser at a till. It makes its `key` itself, once; its code stands in the numbers that it gives."""

    branch_path: ClassVar[str] = "register__branch_id"

    register = models.ForeignKey(Register, verbose_name=_("Register"), on_delete=models.PROTECT, related_name="devices")
    key = models.UUIDField(_("Key"))
    code = models.CharField(_("Code"), max_length=8)
    heard_at = models.DateTimeField(_("Last heard of"))

    class Meta:
        verbose_name = _("Till device")
        verbose_name_plural = _("Till devices")
        ordering = ("register_id", "id")
        constraints = [
            models.UniqueConstraint(fields=["register", "key"], name="sales_device_key_once"),
            models.UniqueConstraint(fields=["register", "code"], name="sales_device_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.code}"


class DeviceSeries(Record):
    """The numbers that a device gives in a year to one kind of receipt.

    `last` is the highest that arrived, raised by trigger, one at a time; `reported` the highest that the device says
    it gave. While they differ, printed sales are missing.
    """

    keeps_history: ClassVar[bool] = False
    branch_path: ClassVar[str] = "device__register__branch_id"

    device = models.ForeignKey(
        RegisterDevice, verbose_name=_("Device"), on_delete=models.PROTECT, related_name="series"
    )
    kind = models.CharField(_("Kind"), max_length=12, choices=Receipt.Kind.choices)
    year = models.PositiveSmallIntegerField(_("Year"))
    prefix = models.CharField(_("Prefix"), max_length=32, unique=True)
    last = models.PositiveIntegerField(_("Highest number received"), default=0)
    reported = models.PositiveIntegerField(_("Highest number given"), default=0)

    class Meta:
        verbose_name = _("Number series of a device")
        verbose_name_plural = _("Number series of devices")
        ordering = ("device_id", "year", "kind")
        constraints = [
            models.UniqueConstraint(fields=["device", "kind", "year"], name="sales_device_series_once"),
            models.CheckConstraint(condition=Q(reported__gte=F("last")), name="sales_device_series_reported"),
        ]

    def __str__(self) -> str:
        return self.prefix


class OfflineSale(Record):
    """A number that a device gave, with the sale as it was printed. Without an order it waits for somebody.

    The row is final but for its order, which may be set once.
    """

    branch_path: ClassVar[str] = "register_session__branch_id"

    series = models.ForeignKey(DeviceSeries, verbose_name=_("Series"), on_delete=models.PROTECT, related_name="sales")
    no = models.PositiveIntegerField(_("Place in the series"))
    number = models.CharField(_("Number"), max_length=40, unique=True)
    order = models.OneToOneField(
        Order, verbose_name=_("Sale"), on_delete=models.PROTECT, null=True, blank=True, related_name="offline"
    )
    register_session = models.ForeignKey(
        RegisterSession, verbose_name=_("Register session"), on_delete=models.PROTECT, related_name="+"
    )
    sold_at = models.DateTimeField(_("Sold at"))
    received_at = models.DateTimeField(_("Received at"))
    sold_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Cashier"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Sent by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    content = models.JSONField(_("As printed"))

    class Meta:
        verbose_name = _("Offline sale")
        verbose_name_plural = _("Offline sales")
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["series", "no"], name="sales_offline_number_once"),
            models.CheckConstraint(condition=Q(no__gt=0), name="sales_offline_number_counts"),
        ]

    def __str__(self) -> str:
        return self.number


class FindingState(models.TextChoices):
    OPEN = "open", _("To settle")
    SETTLED = "settled", _("Settled")


class FindingKind(models.TextChoices):
    SHORTAGE = "shortage", _("Sold more than was in stock")
    PRICE = "price", _("Sold at another price")
    DISCOUNT = "discount", _("Discount above the limit")
    LATE = "late", _("Its register session was closed already")
    HANDED_OVER = "handed_over", _("Could not be entered: handed over")


class OfflineFinding(Record):
    """Something about an offline sale that the books took as it was printed, and that a person has to look at."""

    branch_path: ClassVar[str] = "sale__register_session__branch_id"

    sale = models.ForeignKey(OfflineSale, verbose_name=_("Sale"), on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(_("What"), max_length=16, choices=FindingKind.choices)
    product = models.ForeignKey(
        "catalog.Product", verbose_name=_("Product"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    quantity = models.DecimalField(_("Quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    detail = models.CharField(_("Detail"), max_length=400, blank=True)
    state = StateField(_("State"), choices=FindingState.choices, default=FindingState.OPEN)
    settled_at = models.DateTimeField(_("Settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Settled by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.CharField(_("What was done"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Finding about an offline sale")
        verbose_name_plural = _("Offline sales to check")
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=FindingState.SETTLED)
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(note="")),
                name="sales_finding_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sale}: {self.get_kind_display()}"
