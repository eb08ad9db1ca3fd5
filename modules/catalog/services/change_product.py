"""Move a product through its life, and price it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q

from erp.kernel.documents.saving import create_record
from erp.kernel.machines.gate import fire
from modules.catalog.errors import PriceStartsTooEarly
from modules.catalog.models import PriceEntry, Product


def activate_product(*, product_id: int, by: Any, at: datetime) -> Product:
    """Offer it for sale. Raises NotNow without a price."""
    product = Product.objects.select_for_update().get(pk=product_id)
    fire(product, "activate", by=by, at=at)
    return product


def retire_product(*, product_id: int, by: Any, at: datetime) -> Product:
    """Take it off the shelf."""
    product = Product.objects.select_for_update().get(pk=product_id)
    fire(product, "retire", by=by, at=at)
    return product


def price_product(*, product_id: int, price: Decimal, starts_on: date, by: Any, at: datetime) -> Product:
    """Set the price from a day on; the price in force ends the day before.

    Raises PriceStartsTooEarly when an entry already starts on that day or later.
    """
    product = Product.objects.select_for_update().get(pk=product_id)
    write_price(product, {"price": price, "starts_on": starts_on}, by=by, at=at)
    return product


def write_price(product: Product, values: Mapping[str, Any], *, by: Any, at: datetime) -> None:
    """Write a price, standard or of a list; the one in force ends the day before. Raises PriceStartsTooEarly.

    The product is locked.
    """
    starts_on = values["starts_on"]
    entries = product.prices.filter(price_list=values.get("price_list"))
    if entries.filter(starts_on__gte=starts_on).exists():
        raise PriceStartsTooEarly(field="starts_on")
    for entry in entries.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)):
        entry.ends_on = starts_on - timedelta(days=1)
        entry.save()
    create_record(PriceEntry, {"product": product, **values}, by=by, at=at)
