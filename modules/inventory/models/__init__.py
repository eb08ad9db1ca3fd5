"""The inventory's records."""

from modules.inventory.models.adjustment import StockAdjustment, StockTransfer
from modules.inventory.models.location import Location, LocationKind
from modules.inventory.models.lot import Lot, LotState
from modules.inventory.models.move import MoveState, StockMove
from modules.inventory.models.quant import Quant
from modules.inventory.models.reorder_point import ReorderPoint
from modules.inventory.models.stock_value import StockValue

__all__ = [
    "Location",
    "LocationKind",
    "Lot",
    "LotState",
    "MoveState",
    "Quant",
    "ReorderPoint",
    "StockAdjustment",
    "StockMove",
    "StockTransfer",
    "StockValue",
]
