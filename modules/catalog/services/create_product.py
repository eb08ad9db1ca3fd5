"""Draft a product, with its first price if there is one."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from erp.kernel.documents.saving import create_record
from modules.catalog.models import PriceEntry, Product


def create_product(
    *,
    values: Mapping[str, Any],
    by: Any,
    at: datetime,
    price: Decimal | None = None,
    starts_on: date | None = None,
) -> Product:
    """Create a product in draft. The caller holds the transaction. Raises Invalid naming the field."""
    product = create_record(Product, values, by=by, at=at)
    if price is not None:
        begin = starts_on or at.date()
        create_record(PriceEntry, {"product": product, "price": price, "starts_on": begin}, by=by, at=at)
    return product
