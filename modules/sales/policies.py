"""Who may, beyond the table of rights."""

from decimal import Decimal
from typing import Any

from erp.kernel.access.rights import may
from modules.sales.models import DiscountRequest, Order, RegisterSession, SessionState

# Percent of a line's price that a role may give away without asking.
DISCOUNT_LIMITS = {"cashier": Decimal(10), "manager": Decimal(100)}
OVER_SHORT_TOLERANCE = Decimal("20.00")


def discount_limit(user: Any) -> Decimal:
    """The highest discount that `user` may give alone, in percent. The system gives none away."""
    if user is None:
        return Decimal(0)
    return max((DISCOUNT_LIMITS.get(role, Decimal(0)) for role in user.role_codes), default=Decimal(0))


def may_take_payment(user: Any, order: Order) -> bool:
    """Cashiers and managers, in their branches."""
    return may(user, "sales.pay_order", order)


def may_decide(user: Any, request: DiscountRequest) -> bool:
    """Those with the right; never whoever asked."""
    return may(user, "sales.approve_discount_request", request) and request.requested_by_id != user.pk


def may_withdraw(user: Any, request: DiscountRequest) -> bool:
    """Whoever asked."""
    return bool(request.requested_by_id == user.pk)


def may_close_with_difference(user: Any) -> bool:
    """A drawer that is off by more than the tolerance is a manager's affair."""
    return may(user, "sales.settle_register_session")


def may_know_drawer(user: Any, session: RegisterSession) -> bool:
    """Before the close only who settles differences knows what should be in the drawer: the count is blind."""
    return session.state == SessionState.CLOSED or may(user, "sales.settle_register_session", session)
