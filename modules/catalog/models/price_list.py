"""A list of prices with a name and days of its own: for members, for staff, for a promotion."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField


class PriceListState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Active")
    RETIRED = "retired", _("Retired")


class PriceList(Record):
    """Prices that the till may sell by instead of the standard ones. What it does not name costs as always."""

    code = models.CharField(_("Code"), max_length=24, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    name_th = models.CharField(_("Name in Thai"), max_length=80, blank=True)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("To"), null=True, blank=True)
    state = StateField(_("State"), choices=PriceListState.choices, default=PriceListState.DRAFT)

    class Meta:
        verbose_name = _("Price list")
        verbose_name_plural = _("Price lists")
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="catalog_price_list_has_days",
            ),
        ]

    def __str__(self) -> str:
        return (self.name_th if get_language() == "th" else "") or self.name


class PriceListBranch(Record):
    """A branch that sells by a list. A list without any is sold by everywhere."""

    keeps_history: ClassVar[bool] = True
    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})

    price_list = models.ForeignKey(
        PriceList, verbose_name=_("Price list"), on_delete=models.PROTECT, related_name="branches"
    )
    branch = models.ForeignKey("access.Branch", verbose_name=_("Branch"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Branch of a price list")
        verbose_name_plural = _("Branches of a price list")
        constraints = [
            models.UniqueConstraint(fields=["price_list", "branch"], name="catalog_price_list_branch_once"),
        ]

    def __str__(self) -> str:
        return f"{self.branch}"
