"""What tests of the modules above may take from the inventory's rooms."""

from modules.inventory.models import Lot

__all__ = ["Lot"]
