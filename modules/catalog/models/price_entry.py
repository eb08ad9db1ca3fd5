"""The price of a product over a span of days. Prices include VAT."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from modules.catalog.models.price_list import PriceList
from modules.catalog.models.product import Product


class Validity(models.Func):
    """daterange(starts_on, ends_on, '[]'); without an end it is open."""

    function = "DATERANGE"
    output_field = DateRangeField()


class PriceEntry(Record):
    """What a product costs over a span of days: as a rule, or by a list. On any day it has at most one of each."""

    product = models.ForeignKey(Product, verbose_name=_("Product"), on_delete=models.PROTECT, related_name="prices")
    price_list = models.ForeignKey(
        PriceList,
        verbose_name=_("Price list"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="prices",
    )
    price = models.DecimalField(_("Price"), max_digits=12, decimal_places=2)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("To"), null=True, blank=True)

    class Meta:
        verbose_name = _("Price")
        verbose_name_plural = _("Prices")
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
                    (Coalesce("price_list", models.Value(0)), RangeOperators.EQUAL),
                    (Validity("starts_on", "ends_on", models.Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.price}"
