"""The catalogue's records."""

from modules.catalog.models.category import Category
from modules.catalog.models.kinds import ProductKind
from modules.catalog.models.price_entry import PriceEntry
from modules.catalog.models.price_list import PriceList, PriceListBranch, PriceListState
from modules.catalog.models.product import Product, ProductState
from modules.catalog.models.usage_item import UsageItem

__all__ = [
    "Category",
    "PriceEntry",
    "PriceList",
    "PriceListBranch",
    "PriceListState",
    "Product",
    "ProductKind",
    "ProductState",
    "UsageItem",
]
