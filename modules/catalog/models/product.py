"""What the clinic sells or uses."""

from decimal import Decimal

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField
from modules.catalog.models.category import Category
from modules.catalog.models.kinds import ProductKind


class ProductState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Active")
    RETIRED = "retired", _("Retired")


class Product(Record):
    """A treatment, a drug, a retail product or a course. Quantities of it are counted in `unit`."""

    code = models.CharField(_("Code"), max_length=24, unique=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=ProductKind.choices)
    name = models.CharField(_("Name"), max_length=120)
    name_th = models.CharField(_("Name in Thai"), max_length=120, blank=True)
    category = models.ForeignKey(
        Category, verbose_name=_("Category"), on_delete=models.PROTECT, related_name="products"
    )
    tax_code = models.ForeignKey(
        "ledger.TaxCode", verbose_name=_("Tax code"), on_delete=models.PROTECT, related_name="+"
    )
    barcode = models.CharField(_("Barcode"), max_length=32, blank=True)
    unit = models.CharField(_("Unit"), max_length=16, default="piece")
    pack_unit = models.CharField(_("Pack"), max_length=16, blank=True)
    pack_size = models.DecimalField(_("Units in a pack"), max_digits=10, decimal_places=3, default=Decimal(1))
    tracks_stock = models.BooleanField(_("Kept in stock"), default=False)
    tracks_lots = models.BooleanField(_("By lot"), default=False)
    commission_class = models.CharField(_("Commission class"), max_length=24, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(_("Duration, minutes"), default=0)
    resource_kinds = models.JSONField(_("Needs resources of kinds"), default=list, blank=True)
    state = StateField(_("State"), choices=ProductState.choices, default=ProductState.DRAFT)

    class Meta:
        verbose_name = _("Product")
        verbose_name_plural = _("Products")
        ordering = ("kind", "code")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=ProductKind.values), name="catalog_product_kind_known"),
            models.CheckConstraint(condition=models.Q(pack_size__gt=0), name="catalog_product_pack_positive"),
            models.CheckConstraint(
                condition=models.Q(tracks_lots=False) | models.Q(tracks_stock=True),
                name="catalog_product_lots_are_stock",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[ProductKind.DRUG, ProductKind.RETAIL]) | models.Q(tracks_stock=False),
                name="catalog_product_only_goods_are_stock",
            ),
            models.UniqueConstraint(
                fields=["barcode"], condition=~models.Q(barcode=""), name="catalog_product_barcode_once"
            ),
        ]

    def __str__(self) -> str:
        return (self.name_th if get_language() == "th" else "") or self.name
