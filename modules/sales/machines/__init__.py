"""The machines of sales."""

from modules.sales.machines.customer import CustomerMachine
from modules.sales.machines.discount_request import DiscountRequestMachine
from modules.sales.machines.offline_finding import OfflineFindingMachine
from modules.sales.machines.order import OrderMachine
from modules.sales.machines.refund import RefundMachine
from modules.sales.machines.register_session import RegisterSessionMachine

__all__ = [
    "CustomerMachine",
    "DiscountRequestMachine",
    "OfflineFindingMachine",
    "OrderMachine",
    "RefundMachine",
    "RegisterSessionMachine",
]
