"""Facts about sales."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from erp.kernel.events.event import Event


@dataclass(frozen=True, kw_only=True)
class OrderPaid(Event):
    """An order was paid, posted and numbered."""

    type: ClassVar[str] = "sales.order.paid.v1"
    key: ClassVar[str] = "order_id"

    order_id: int
    branch_id: int
    patient_id: int | None
    source: str
    total: Decimal
    paid_at: datetime
    business_on: date


@dataclass(frozen=True, kw_only=True)
class OrderVoided(Event):
    """A paid order was undone in its session; its number is kept."""

    type: ClassVar[str] = "sales.order.voided.v1"
    key: ClassVar[str] = "order_id"

    order_id: int
    branch_id: int
    patient_id: int | None
    source: str
    total: Decimal
    voided_at: datetime
    business_on: date


@dataclass(frozen=True, kw_only=True)
class OrderRefunded(Event):
    """Lines of a paid order were given back; `business_on` is the refund's day."""

    type: ClassVar[str] = "sales.order.refunded.v1"
    key: ClassVar[str] = "order_id"

    refund_id: int
    order_id: int
    branch_id: int
    patient_id: int | None
    total: Decimal
    refunded_at: datetime
    business_on: date


@dataclass(frozen=True, kw_only=True)
class RefundRequested(Event):
    """A refund above the requester's limit waits for somebody who may decide."""

    type: ClassVar[str] = "sales.refund.requested.v1"
    key: ClassVar[str] = "refund_id"

    refund_id: int
    order_id: int
    branch_id: int
    requested_by_id: int
    requested_at: datetime


@dataclass(frozen=True, kw_only=True)
class RefundDecided(Event):
    """A refund was approved, refused, withdrawn or paid (`outcome`), or its approval taken back (`requested`)."""

    type: ClassVar[str] = "sales.refund.decided.v1"
    key: ClassVar[str] = "refund_id"

    refund_id: int
    order_id: int
    branch_id: int
    outcome: str
    decided_by_id: int | None
    decided_at: datetime


@dataclass(frozen=True, kw_only=True)
class OrderDropped(Event):
    """A draft will not be paid: its visit was cancelled."""

    type: ClassVar[str] = "sales.order.dropped.v1"
    key: ClassVar[str] = "order_id"

    order_id: int
    branch_id: int
    source: str
    dropped_at: datetime


@dataclass(frozen=True, kw_only=True)
class DiscountRequested(Event):
    """A discount above the limit waits for somebody who may decide."""

    type: ClassVar[str] = "sales.discount_request.requested.v1"
    key: ClassVar[str] = "request_id"

    request_id: int
    order_id: int
    branch_id: int
    requested_by_id: int
    requested_at: datetime


@dataclass(frozen=True, kw_only=True)
class DiscountDecided(Event):
    """A discount request was approved, refused or withdrawn (`outcome`), or its approval taken back (`requested`)."""

    type: ClassVar[str] = "sales.discount_request.decided.v1"
    key: ClassVar[str] = "request_id"

    request_id: int
    order_id: int
    branch_id: int
    outcome: str
    decided_by_id: int | None
    decided_at: datetime


@dataclass(frozen=True, kw_only=True)
class RemittanceMade(Event):
    """Money was taken or paid out that is no bill: a deposit, a deposit paid back, a collection (`kind`)."""

    type: ClassVar[str] = "sales.remittance.made.v1"
    key: ClassVar[str] = "remittance_id"

    remittance_id: int
    kind: str
    branch_id: int
    amount: Decimal
    made_at: datetime
    business_on: date


@dataclass(frozen=True, kw_only=True)
class RegisterClosed(Event):
    """A register session was counted and closed."""

    type: ClassVar[str] = "sales.register_session.closed.v1"
    key: ClassVar[str] = "session_id"

    session_id: int
    branch_id: int
    business_on: date
    over_short: Decimal
    closed_at: datetime
