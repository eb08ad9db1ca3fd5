"""The records of sales."""

from modules.sales.models.discount_request import DiscountRequest, RequestState
from modules.sales.models.order import (
    Order,
    OrderLine,
    OrderLineShare,
    OrderState,
    Receipt,
    ReceiptPrint,
    TaxPart,
    Tender,
    TenderKind,
)
from modules.sales.models.refund import Refund, RefundLine, RefundPart, RefundPrint, RefundState, RefundTender
from modules.sales.models.register import CashMovement, CountLine, Register, RegisterSession, SessionState

__all__ = [
    "CashMovement",
    "CountLine",
    "DiscountRequest",
    "Order",
    "OrderLine",
    "OrderLineShare",
    "OrderState",
    "Receipt",
    "ReceiptPrint",
    "Refund",
    "RefundLine",
    "RefundPart",
    "RefundPrint",
    "RefundState",
    "RefundTender",
    "Register",
    "RegisterSession",
    "RequestState",
    "SessionState",
    "TaxPart",
    "Tender",
    "TenderKind",
]
