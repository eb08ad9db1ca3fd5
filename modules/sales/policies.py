"""Who may, beyond the table of rights."""

from decimal import Decimal
from typing import Any

from erp.kernel.access.rights import may
from modules.sales.models import Customer, DiscountRequest, OfflineFinding, Order, Refund, RegisterSession, SessionState

# Percent of a line's price that a role may give away without asking.
DISCOUNT_LIMITS = {"cashier": Decimal(10), "manager": Decimal(100)}
# Baht that a role may give back of one bill without asking, all refunds of the bill together; None is no limit.
REFUND_LIMITS: dict[str, Decimal | None] = {"cashier": Decimal("500.00"), "manager": None}
OVER_SHORT_TOLERANCE = Decimal("20.00")


def discount_limit(user: Any) -> Decimal:
    """The highest discount that `user` may give alone, in percent. The system gives none away."""
    if user is None:
        return Decimal(0)
    return max((DISCOUNT_LIMITS.get(role, Decimal(0)) for role in user.role_codes), default=Decimal(0))


def refund_limit(user: Any) -> Decimal | None:
    """What `user` may give back of one bill alone; None is no limit. The system asks nobody."""
    if user is None:
        return None
    limits = [REFUND_LIMITS[role] for role in user.role_codes if role in REFUND_LIMITS]
    known = [limit for limit in limits if limit is not None]
    return max(known, default=Decimal(0)) if len(known) == len(limits) else None


def may_refund(user: Any, order: Order) -> bool:
    """Cashiers and managers, in their branches."""
    return may(user, "sales.refund_order", order)


def may_pay_refund(user: Any, refund: Refund) -> bool:
    """Cashiers and managers, in their branches."""
    return may(user, "sales.pay_refund", refund)


def may_decide_refund(user: Any, refund: Refund) -> bool:
    """Those with the right; never whoever asked. What needed nobody's approval is not decided about."""
    allowed = may(user, "sales.approve_refund", refund)
    return allowed and refund.needs_approval and refund.requested_by_id != user.pk


def may_withdraw_refund(user: Any, refund: Refund) -> bool:
    """Whoever asked, and those who decide."""
    return bool(refund.requested_by_id == user.pk) or may(user, "sales.approve_refund", refund)


def may_take_payment(user: Any, order: Order) -> bool:
    """Cashiers and managers, in their branches."""
    return may(user, "sales.pay_order", order)


def may_decide(user: Any, request: DiscountRequest) -> bool:
    """Those with the right; never whoever asked."""
    return may(user, "sales.approve_discount_request", request) and request.requested_by_id != user.pk


def may_decide_customer(user: Any, customer: Customer) -> bool:
    """Those with the right; never whoever asked."""
    return may(user, "sales.approve_customer", customer) and customer.requested_by_id != user.pk


def may_withdraw(user: Any, request: DiscountRequest) -> bool:
    """Whoever asked."""
    return bool(request.requested_by_id == user.pk)


def may_settle_finding(user: Any, finding: OfflineFinding) -> bool:
    """Those with the right, in their branches."""
    return may(user, "sales.settle_offline_finding", finding)


def may_close_with_difference(user: Any) -> bool:
    """A drawer that is off by more than the tolerance is a manager's affair."""
    return may(user, "sales.settle_register_session")


def may_know_drawer(user: Any, session: RegisterSession) -> bool:
    """Before the close only who settles differences knows what should be in the drawer: the count is blind."""
    return session.state == SessionState.CLOSED or may(user, "sales.settle_register_session", session)
