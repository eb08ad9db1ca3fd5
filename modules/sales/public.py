"""The face of sales."""

from modules.sales.data import (
    ChargeIn,
    CoverIn,
    DiscountIn,
    LineIn,
    Paid,
    RefundCard,
    RefundedLine,
    RefundLineIn,
    RequestCard,
    Sale,
    ShareIn,
    SoldLine,
    TenderIn,
)
from modules.sales.selectors.credits import credit_of, credits_of
from modules.sales.selectors.orders import bills_of_lines, is_unpaid, order_of_source
from modules.sales.selectors.refunds import refund_card, refunded_lines
from modules.sales.selectors.requests import open_request_of, request_card
from modules.sales.selectors.sold import paid_lines, sale_of
from modules.sales.selectors.takings import open_drawers
from modules.sales.selectors.takings_by_day import REFUNDS, REMITTANCES, TAKINGS
from modules.sales.services.check_out import check_out
from modules.sales.services.discount_requests import (
    approve_discount_request,
    refuse_discount_request,
    reopen_discount_request,
    request_discount,
    withdraw_discount_request,
)
from modules.sales.services.draft_from_charges import draft_from_charges, drop_draft, drop_order
from modules.sales.services.draft_order import draft_order
from modules.sales.services.hold_order import hold_order
from modules.sales.services.open_register import open_register
from modules.sales.services.pay_refund import pay_refund
from modules.sales.services.refund_decisions import (
    approve_refund,
    refuse_refund,
    reopen_refund,
    withdraw_refund,
)
from modules.sales.services.refund_order import refund_order, request_refund
from modules.sales.services.register_sessions import (
    Pieces,
    cash_in,
    cash_out,
    close_register_session,
    count_drawer,
    move_cash,
    open_register_session,
    start_count,
)
from modules.sales.services.take_deposit import pay_back_deposit, take_deposit
from modules.sales.services.void_order import void_order

__all__ = [
    "REFUNDS",
    "REMITTANCES",
    "TAKINGS",
    "ChargeIn",
    "CoverIn",
    "DiscountIn",
    "LineIn",
    "Paid",
    "Pieces",
    "RefundCard",
    "RefundLineIn",
    "RefundedLine",
    "RequestCard",
    "Sale",
    "ShareIn",
    "SoldLine",
    "TenderIn",
    "approve_discount_request",
    "approve_refund",
    "bills_of_lines",
    "cash_in",
    "cash_out",
    "check_out",
    "close_register_session",
    "count_drawer",
    "credit_of",
    "credits_of",
    "draft_from_charges",
    "draft_order",
    "drop_draft",
    "drop_order",
    "hold_order",
    "is_unpaid",
    "move_cash",
    "open_drawers",
    "open_register",
    "open_register_session",
    "open_request_of",
    "order_of_source",
    "paid_lines",
    "pay_back_deposit",
    "pay_refund",
    "refund_card",
    "refund_order",
    "refunded_lines",
    "refuse_discount_request",
    "refuse_refund",
    "reopen_discount_request",
    "reopen_refund",
    "request_card",
    "request_discount",
    "request_refund",
    "sale_of",
    "start_count",
    "take_deposit",
    "void_order",
    "withdraw_discount_request",
    "withdraw_refund",
]
