"""Doors to the catalogue."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from erp.kernel.rest.serializers import RecordSerializer
from erp.kernel.rest.views import RecordView, Verb
from modules.catalog.models import Category, PriceEntry, Product, UsageItem
from modules.catalog.services.change_product import activate_product, price_product, retire_product
from modules.catalog.services.create_product import create_product


class ProductSerializer(RecordSerializer[Product]):
    """A product with its price of today."""

    price = serializers.DecimalField(max_digits=12, decimal_places=2, read_only=True)

    class Meta:
        model = Product
        fields = (
            "code", "kind", "name", "name_th", "category", "tax_code", "price", "barcode", "unit", "pack_unit",
            "pack_size", "tracks_stock", "tracks_lots", "commission_class", "duration_minutes", "resource_kinds",
            "state",
        )  # fmt: skip


class PriceBody(serializers.Serializer[Any]):
    """A new price, from a day on."""

    price = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=Decimal(0))
    starts_on = serializers.DateField()


def draft_product(*, by: Any, at: datetime, **values: Any) -> Product:
    """A product is drafted without a price; the verb `price` sets it."""
    return create_product(values=values, by=by, at=at)


class ProductView(RecordView):
    """Products."""

    model = Product
    serializer = ProductSerializer
    search_fields = ("code", "name", "name_th", "barcode")
    default_order = "kind,code"
    create_service = staticmethod(draft_product)
    verbs: ClassVar = {
        "activate": Verb(service=activate_product),
        "retire": Verb(service=retire_product),
        "price": Verb(
            service=price_product,
            body=PriceBody,
            label=_("Set price"),
            offered=lambda product: product.state != "retired",
        ),
    }

    def queryset(self) -> QuerySet[Any]:
        """With the price of today."""
        return Product.objects.annotate(price=price_on(localdate(self.now())))


def price_on(day: date) -> Subquery:
    """The standard price in force on a day."""
    entries = PriceEntry.objects.filter(product=OuterRef("pk"), price_list=None, starts_on__lte=day).order_by(
        "-starts_on"
    )
    return Subquery(entries.values("price")[:1])


class CategoryView(RecordView):
    """Shelves."""

    model = Category
    search_fields = ("code", "name", "name_th")
    default_order = "kind,code"


class PriceEntryView(RecordView):
    """Prices, standard and of lists: read here, set by the verb `price` of the product or of the list."""

    model = PriceEntry
    creates = False
    updates = False


class UsageItemView(RecordView):
    """What treatments consume."""

    model = UsageItem
