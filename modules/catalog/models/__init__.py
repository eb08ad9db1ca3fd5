"""The catalogue's records."""

from modules.catalog.models.category import Category
from modules.catalog.models.kinds import ProductKind
from modules.catalog.models.price_entry import PriceEntry
from modules.catalog.models.product import Product, ProductState
from modules.catalog.models.usage_item import UsageItem

__all__ = ["Category", "PriceEntry", "Product", "ProductKind", "ProductState", "UsageItem"]
