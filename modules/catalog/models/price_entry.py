"""The price of a product over a span of days. Prices include VAT."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from modules.catalog.models.product import Product


class Validity(models.Func):
    """daterange(starts_on, ends_on, '[]'); without an end it is open."""

    function = "DATERANGE"
    output_field = DateRangeField()


class PriceEntry(Record):
    """One line of the price list. On any day a product has at most one."""

    product = models.ForeignKey(Product, verbose_name=_("Product"), on_delete=models.PROTECT, related_name="prices")
    price = models.DecimalField(_("Price"), max_digits=12, decimal_places=2)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("To"), null=True, blank=True)

    class Meta:
        verbose_name = _("Price")
        verbose_name_plural = _("Price list")
        ordering = ("product_id", "-starts_on")
        constraints = [
            models.CheckConstraint(condition=models.Q(price__gte=0), name="catalog_price_not_negative"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="catalog_price_has_days",
            ),
            ExclusionConstraint(
                name="catalog_price_one_a_day",
                expressions=[
                    ("product", RangeOperators.EQUAL),
                    (Validity("starts_on", "ends_on", models.Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.price}"
