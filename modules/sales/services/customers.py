"""Companies that want to buy on account: asked for, decided by somebody else, changed while nothing is decided."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from erp.kernel.documents.checking import check_record
from erp.kernel.documents.refusals import Missing
from erp.kernel.documents.saving import check_version
from erp.kernel.machines.gate import born, fire
from erp.kernel.realtime.announce import announce
from modules.sales.errors import CustomerDecided
from modules.sales.models import Customer, CustomerState

TERMS = {"credit_days", "credit_limit"}


def add_customer(*, by: Any, at: datetime, **values: Any) -> Customer:
    """Write a company down; it waits for its approval. Raises Invalid naming the field."""
    customer = Customer(**values, requested_by=by, requested_at=at)
    check_record(customer)
    born(customer, by=by, at=at)
    return customer


def change_customer(*, customer_id: int, by: Any, at: datetime, version: int | None = None, **values: Any) -> Customer:
    """Change a company. Raises CustomerDecided for terms that were approved: the decision is taken back first."""
    customer = _held(customer_id)
    check_version(customer, version)
    if customer.state != CustomerState.REQUESTED and any(_differs(customer, values, name) for name in TERMS):
        raise CustomerDecided(state=customer.state)
    for name, value in values.items():
        setattr(customer, name, value)
    check_record(customer)
    customer.save()
    return customer


def approve_customer(*, customer_id: int, by: Any, at: datetime, reason: str = "") -> Customer:
    """It may buy on account. Raises NotNow or NotAllowed (also to whoever asked)."""
    customer = _held(customer_id)
    fire(customer, "approve", by=by, at=at, decider=by, why=reason)
    return _told(customer)


def refuse_customer(*, customer_id: int, by: Any, at: datetime, reason: str = "") -> Customer:
    """It may not. Raises NotNow or NotAllowed."""
    customer = _held(customer_id)
    fire(customer, "refuse", by=by, at=at, decider=by, why=reason)
    return _told(customer)


def reopen_customer(*, customer_id: int, by: Any, at: datetime) -> Customer:
    """Take the decision back, to change its terms; until the next one nothing is sold on account."""
    customer = _held(customer_id)
    fire(customer, "reopen", by=by, at=at, asker=by)
    return _told(customer)


def _held(customer_id: int) -> Customer:
    customer = Customer.objects.select_for_update(of=("self",)).filter(pk=customer_id).first()
    if customer is None:
        raise Missing(customer=customer_id)
    return customer


def _differs(customer: Customer, values: Mapping[str, Any], name: str) -> bool:
    return name in values and values[name] != getattr(customer, name)


def _told(customer: Customer) -> Customer:
    announce("sales.customer", customer.pk, customer.version)
    return customer
