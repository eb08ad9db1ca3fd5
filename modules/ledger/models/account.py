"""The chart of accounts, and the roles by which the house finds an account."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record


class AccountType(models.TextChoices):
    ASSET = "asset", _("Asset")
    LIABILITY = "liability", _("Liability")
    EQUITY = "equity", _("Equity")
    REVENUE = "revenue", _("Revenue")
    EXPENSE = "expense", _("Expense")


class Account(Record):
    """One place where money is counted. A heading groups accounts and takes no line itself."""

    code = models.CharField(_("Code"), max_length=16, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    name_th = models.CharField(_("Name in Thai"), max_length=120, blank=True)
    type = models.CharField(_("Type"), max_length=12, choices=AccountType.choices)
    parent = models.ForeignKey(
        "self", verbose_name=_("Heading"), on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    is_heading = models.BooleanField(_("Groups accounts only"), default=False)
    is_active = models.BooleanField(_("Active"), default=True)

    class Meta:
        verbose_name = _("Account")
        verbose_name_plural = _("Accounts")
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(condition=models.Q(type__in=AccountType.values), name="ledger_account_type_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {(self.name_th if get_language() == 'th' else '') or self.name}"


class AccountRole(Record):
    """Which account plays a role ("output_vat"): the modules above ask by role and never know a number."""

    role = models.CharField(_("Role"), max_length=40, unique=True)
    account = models.ForeignKey(Account, verbose_name=_("Account"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Account role")
        verbose_name_plural = _("Account roles")
        ordering = ("role",)

    def __str__(self) -> str:
        return f"{self.role} → {self.account.code}"
