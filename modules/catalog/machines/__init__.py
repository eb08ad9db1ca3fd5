"""The catalogue's machines."""

from modules.catalog.machines.price_list import PriceListMachine
from modules.catalog.machines.product import ProductMachine

__all__ = ["PriceListMachine", "ProductMachine"]
