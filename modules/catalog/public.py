"""The catalogue's face."""

from modules.catalog.data import CategoryCard, Kind, PriceListCard, ProductCard, UsageLine
from modules.catalog.errors import PriceListNotInForce
from modules.catalog.selectors.price_lists import price_list_in_force, price_lists_in_force
from modules.catalog.selectors.products import (
    categories,
    price_of,
    product_card,
    product_cards,
    product_ids_by_code,
    search_products,
    shelf,
)
from modules.catalog.services.change_price_list import (
    activate_price_list,
    add_price_list_branch,
    create_price_list,
    open_price_list,
    price_in_list,
    retire_price_list,
)
from modules.catalog.services.change_product import activate_product, price_product, retire_product
from modules.catalog.services.create_category import create_category
from modules.catalog.services.create_product import create_product
from modules.catalog.services.set_usage import set_usage

__all__ = [
    "CategoryCard",
    "Kind",
    "PriceListCard",
    "PriceListNotInForce",
    "ProductCard",
    "UsageLine",
    "activate_price_list",
    "activate_product",
    "add_price_list_branch",
    "categories",
    "create_category",
    "create_price_list",
    "create_product",
    "open_price_list",
    "price_in_list",
    "price_list_in_force",
    "price_lists_in_force",
    "price_of",
    "price_product",
    "product_card",
    "product_cards",
    "product_ids_by_code",
    "retire_price_list",
    "retire_product",
    "search_products",
    "set_usage",
    "shelf",
]
