"""The records of sales."""

from modules.sales.models.approver_pin import ApproverPin
from modules.sales.models.cash_rounding import CashRounding
from modules.sales.models.credit import CreditMovement, CustomerCredit
from modules.sales.models.customer import CollectionLine, Customer, CustomerState
from modules.sales.models.device import (
    DeviceSeries,
    FindingKind,
    FindingState,
    OfflineFinding,
    OfflineSale,
    RegisterDevice,
)
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
from modules.sales.models.remittance import Remittance, RemittancePrint, RemittanceTender
from modules.sales.models.tax_invoice import TaxInvoice, TaxInvoicePrint

__all__ = [
    "ApproverPin",
    "CashMovement",
    "CashRounding",
    "CollectionLine",
    "CountLine",
    "CreditMovement",
    "Customer",
    "CustomerCredit",
    "CustomerState",
    "DeviceSeries",
    "DiscountRequest",
    "FindingKind",
    "FindingState",
    "OfflineFinding",
    "OfflineSale",
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
    "RegisterDevice",
    "RegisterSession",
    "Remittance",
    "RemittancePrint",
    "RemittanceTender",
    "RequestState",
    "SessionState",
    "TaxInvoice",
    "TaxInvoicePrint",
    "TaxPart",
    "Tender",
    "TenderKind",
]
