"""The catalogue's face."""

from modules.catalog.data import CategoryCard, Kind, ProductCard, UsageLine
from modules.catalog.selectors.products import (
    categories,
    price_of,
    product_card,
    product_cards,
    product_ids_by_code,
    search_products,
    shelf,
)
from modules.catalog.services.change_product import activate_product, price_product, retire_product
from modules.catalog.services.create_category import create_category
from modules.catalog.services.create_product import create_product
from modules.catalog.services.set_usage import set_usage

__all__ = [
    "CategoryCard",
    "Kind",
    "ProductCard",
    "UsageLine",
    "activate_product",
    "categories",
    "create_category",
    "create_product",
    "price_of",
    "price_product",
    "product_card",
    "product_cards",
    "product_ids_by_code",
    "retire_product",
    "search_products",
    "set_usage",
    "shelf",
]
