"""Companies that buy on account, and what of their bills is paid."""

import re
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact, Record
from erp.kernel.machines.fields import StateField
from modules.sales.models.order import Order
from modules.sales.models.remittance import Remittance

TAX_ID = re.compile(r"^[0-9]{13}$")


def check_tax_id(value: str) -> None:
    """A Thai tax id: thirteen digits, the last of them checks the others (weights 13 to 2, modulo 11)."""
    if not TAX_ID.match(value):
        raise ValidationError(_("A tax id has 13 digits."), code="tax_id")
    digits = [int(digit) for digit in value]
    if (11 - sum(digit * (13 - place) for place, digit in enumerate(digits[:12])) % 11) % 10 != digits[12]:
        raise ValidationError(_("The check digit of this tax id is not right."), code="tax_id")


check_branch_code = RegexValidator(r"^[0-9]{5}$", _("A branch code has 5 digits; 00000 is the head office."))


class CustomerState(models.TextChoices):
    REQUESTED = "requested", _("Requested")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")


class Customer(Record):
    """A company that may buy on account once somebody else than whoever asked has approved its terms."""

    name = models.CharField(_("Name"), max_length=160)
    name_th = models.CharField(_("Name in Thai"), max_length=160, blank=True)
    tax_id = models.CharField(_("Tax id"), max_length=13, validators=[check_tax_id])
    tax_branch_code = models.CharField(
        _("Tax branch code"), max_length=5, default="00000", validators=[check_branch_code]
    )
    address = models.CharField(_("Address"), max_length=300)
    credit_days = models.PositiveSmallIntegerField(_("Days to pay"), default=30)
    credit_limit = models.DecimalField(_("Credit limit"), max_digits=14, decimal_places=2)
    state = StateField(_("State"), choices=CustomerState.choices, default=CustomerState.REQUESTED)
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

    class Meta:
        verbose_name = _("Company customer")
        verbose_name_plural = _("Company customers")
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["tax_id", "tax_branch_code"], name="sales_customer_tax_id_once"),
            models.CheckConstraint(condition=Q(credit_limit__gte=0), name="sales_customer_limit_not_negative"),
            models.CheckConstraint(condition=Q(tax_id__regex=r"^[0-9]{13}$"), name="sales_customer_tax_id_digits"),
            models.CheckConstraint(
                condition=Q(tax_branch_code__regex=r"^[0-9]{5}$"), name="sales_customer_branch_code_digits"
            ),
            models.CheckConstraint(
                condition=Q(state=CustomerState.REQUESTED)
                | (Q(decided_by__isnull=False) & (Q(requested_by=None) | ~Q(decided_by=F("requested_by")))),
                name="sales_customer_approver_is_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def owned_by(cls, user: Any) -> Q:
        """What one asked for."""
        return Q(requested_by=user)


class CollectionLine(Fact):
    """So much of a bill on account, paid by a collection."""

    branch_path: ClassVar[str] = "remittance__branch_id"

    remittance = models.ForeignKey(
        Remittance, verbose_name=_("Collection"), on_delete=models.PROTECT, related_name="lines"
    )
    order = models.ForeignKey(Order, verbose_name=_("Order"), on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("Collected")
        verbose_name_plural = _("Collected")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["remittance", "order"], name="sales_collection_line_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="sales_collection_line_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.amount}"
