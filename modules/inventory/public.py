"""The inventory's face."""

from modules.inventory.data import IssueIn, LotCard, LotUseRow, ReceiptIn, ReturnIn, StockAlert, ValuationLine
from modules.inventory.errors import LotNotUsable, NothingIssued, OutOfStock
from modules.inventory.selectors.checking import mismatches, stock_worth
from modules.inventory.selectors.issuing import IssuePlan, Stock, hold_stock, missing_in, plan_issue
from modules.inventory.selectors.stock import alerts, available, lot_cards, lot_uses, lots, lots_of
from modules.inventory.services.adjust_stock import adjust_stock
from modules.inventory.services.change_lot import expire_lot, recall_lot, release_lot
from modules.inventory.services.issue import issue
from modules.inventory.services.open_locations import open_locations
from modules.inventory.services.receive_stock import open_stock, receive_stock
from modules.inventory.services.return_goods import return_goods
from modules.inventory.services.return_issue import return_issue
from modules.inventory.services.set_reorder_point import set_reorder_point
from modules.inventory.services.transfer_stock import transfer_stock
from modules.inventory.services.write_issue import write_issue

__all__ = [
    "IssueIn",
    "IssuePlan",
    "LotCard",
    "LotNotUsable",
    "LotUseRow",
    "NothingIssued",
    "OutOfStock",
    "ReceiptIn",
    "ReturnIn",
    "Stock",
    "StockAlert",
    "ValuationLine",
    "adjust_stock",
    "alerts",
    "available",
    "expire_lot",
    "hold_stock",
    "issue",
    "lot_cards",
    "lot_uses",
    "lots",
    "lots_of",
    "mismatches",
    "missing_in",
    "open_locations",
    "open_stock",
    "plan_issue",
    "recall_lot",
    "receive_stock",
    "release_lot",
    "return_goods",
    "return_issue",
    "set_reorder_point",
    "stock_worth",
    "transfer_stock",
    "write_issue",
]
