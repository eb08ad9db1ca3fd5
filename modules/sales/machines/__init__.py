"""The machines of sales."""

from modules.sales.machines.customer import CustomerMachine
from modules.sales.machines.discount_request import DiscountRequestMachine
from modules.sales.machines.order import OrderMachine
from modules.sales.machines.refund import RefundMachine
from modules.sales.machines.register_session import RegisterSessionMachine

__all__ = ["CustomerMachine", "DiscountRequestMachine", "OrderMachine", "RefundMachine", "RegisterSessionMachine"]
