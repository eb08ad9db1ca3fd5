"""The full tax invoice that takes the place of an abbreviated one, with the buyer as she was then."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact
from modules.sales.models.customer import check_branch_code, check_tax_id
from modules.sales.models.order import Order


class TaxInvoice(Fact):
    """One for a bill, dated as the sale; nothing is posted. The abbreviated one is cancelled by it."""

    branch_path: ClassVar[str] = "order__branch_id"

    order = models.OneToOneField(Order, verbose_name=_("Order"), on_delete=models.PROTECT, related_name="tax_invoice")
    number = models.CharField(_("Number"), max_length=40, unique=True)
    business_on = models.DateField(_("Date"))
    buyer_name = models.CharField(_("Buyer"), max_length=160)
    buyer_tax_id = models.CharField(_("Tax id"), max_length=13, validators=[check_tax_id])
    buyer_branch_code = models.CharField(_("Tax branch code"), max_length=5, validators=[check_branch_code])
    buyer_address = models.CharField(_("Address"), max_length=300)
    issued_at = models.DateTimeField(_("Issued at"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("By"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    data = models.JSONField(_("Content"))

    class Meta:
        verbose_name = _("Tax invoice")
        verbose_name_plural = _("Tax invoices")
        ordering = ("-id",)
        indexes = [models.Index(fields=["business_on"], name="sales_tax_invoice_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(buyer_tax_id__regex=r"^[0-9]{13}$", buyer_branch_code__regex=r"^[0-9]{5}$")
                & ~Q(buyer_name="")
                & ~Q(buyer_address=""),
                name="sales_tax_invoice_names_its_buyer",
            )
        ]

    def __str__(self) -> str:
        return self.number


class TaxInvoicePrint(Fact):
    """One print of a tax invoice."""

    branch_path: ClassVar[str] = "invoice__order__branch_id"

    invoice = models.ForeignKey(
        TaxInvoice, verbose_name=_("Tax invoice"), on_delete=models.PROTECT, related_name="prints"
    )
    printed_at = models.DateTimeField(_("Printed at"))
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("By"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Print of a tax invoice")
        verbose_name_plural = _("Prints of tax invoices")

    def __str__(self) -> str:
        return f"{self.printed_at}"
