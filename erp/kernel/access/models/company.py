"""The company and its branches."""

from typing import ClassVar
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record


def check_time_zone(value: str) -> None:
    """Refuse a name that the time zone database does not know."""
    if value not in available_timezones():
        raise ValidationError(_("“%(value)s” is not a time zone."), code="time_zone", params={"value": value})


class Company(Record):
    """The legal person that issues the documents."""

    name = models.CharField(_("name"), max_length=200)
    name_th = models.CharField(_("name (Thai)"), max_length=200, blank=True)
    tax_id = models.CharField(
        _("tax id"), max_length=13, blank=True, validators=[RegexValidator(r"^\d{13}$", _("A tax id has 13 digits."))]
    )
    address = models.TextField(_("address"), blank=True)
    address_th = models.TextField(_("address (Thai)"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")

    def __str__(self) -> str:
        return (self.name_th if get_language() == "th" else "") or self.name


class Branch(Record):
    """One place of business. Most documents belong to exactly one."""

    branch_path: ClassVar[str] = "pk"

    company = models.ForeignKey(Company, models.PROTECT, related_name="branches", verbose_name=_("company"))
    code = models.CharField(_("code"), max_length=12, unique=True, validators=[RegexValidator(r"^[A-Z0-9]+$")])
    name = models.CharField(_("name"), max_length=120)
    name_th = models.CharField(_("name (Thai)"), max_length=120, blank=True)
    tax_branch_code = models.CharField(
        _("tax branch code"),
        max_length=5,
        default="00000",
        validators=[RegexValidator(r"^\d{5}$", _("A tax branch code has 5 digits; 00000 is the head office."))],
    )
    promptpay_id = models.CharField(
        _("PromptPay id"),
        max_length=15,
        blank=True,
        validators=[RegexValidator(r"^(\d{10}|\d{13}|\d{15})$", _("A phone number, a tax id or an e-wallet id."))],
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Bangkok", validators=[check_time_zone])
    address = models.TextField(_("address"), blank=True)
    address_th = models.TextField(_("address (Thai)"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("branch")
        verbose_name_plural = _("branches")
        ordering = ("code",)

    def __str__(self) -> str:
        return (self.name_th if get_language() == "th" else "") or self.name
