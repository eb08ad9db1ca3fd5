"""The catalogue's machines."""

from modules.catalog.machines.product import ProductMachine

__all__ = ["ProductMachine"]
