"""What is sold on account: refused above the limit, open until it is collected, refunded or voided."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from modules.sales.errors import CollectedAlready, CustomerNotApproved, LimitExceeded, TenderInvalid
from modules.sales.models import CollectionLine, Customer, CustomerState, Order
from modules.sales.selectors.open_items import open_in_all
from modules.sales.selectors.tenders import Taken

ZERO = Decimal("0.00")
REFERENCE = 60  # as long as a payment's reference


def put_on_account(payment: Sequence[Taken], *, on: date) -> list[Taken]:
    """The payments, with whose account it is and when it is due; its company is locked.

    Raises TenderInvalid, CustomerNotApproved, or LimitExceeded saying what is free.
    """
    owed = [each for each in payment if each.kind == "on_account"]
    if len(owed) != 1:
        raise TenderInvalid(kind="on_account", field="customer")
    customer = _held(owed[0].customer, amount=owed[0].amount)
    due_on = on + timedelta(days=customer.credit_days)
    named = replace(owed[0], due_on=due_on, reference=customer.name[:REFERENCE])
    return [named if each is owed[0] else each for each in payment]


def refuse_if_collected(order: Order) -> None:
    """A bill of which something was collected is not voided. Raises CollectedAlready. The order is locked."""
    if CollectionLine.objects.filter(order=order).exists():
        raise CollectedAlready(order=order.reference)


def _held(customer_id: int | None, *, amount: Decimal) -> Customer:
    customer = Customer.objects.select_for_update(of=("self",)).filter(pk=customer_id or 0).first()
    if customer is None:
        raise TenderInvalid(kind="on_account", field="customer")
    if customer.state != CustomerState.APPROVED:
        raise CustomerNotApproved(customer=customer.pk, state=customer.state)
    free = max(ZERO, customer.credit_limit - open_in_all(customer_id=customer.pk))
    if amount > free:
        raise LimitExceeded(amount=str(amount), limit=str(customer.credit_limit), free=str(free))
    return customer
