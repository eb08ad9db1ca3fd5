"""Values that pass between listeners, the computation and its services."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Share:
    """A person's part of an item; `percent` of all shares of an item add up to 100."""

    staff_id: int
    role: str
    percent: Decimal


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something earned on: an order line or a redemption. `net` is without VAT, after discount."""

    reference: str
    title: str
    net: Decimal
    quantity: Decimal
    product_code: str
    commission_class: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, kw_only=True)
class Cause:
    """The fact that is being computed: its event, its document and what it contains."""

    event_id: UUID
    document: str  # "sales.order:15"
    branch_id: int
    business_on: date
    occurred_at: datetime
    items: tuple[Item, ...]


@dataclass(frozen=True, kw_only=True)
class Given:
    """How much of an item is given back by now, of what it earned on; net of VAT."""

    sold: Decimal
    back: Decimal


@dataclass(frozen=True, kw_only=True)
class StatementPerson:
    """One person's month: what was earned, and how much of it nobody has settled yet."""

    staff_id: int
    name: str
    base: Decimal
    amount: Decimal
    open: Decimal

    @property
    def settled(self) -> Decimal:
        """What a settlement took up."""
        return self.amount - self.open


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A month: its people, and the logs of the one person who was asked for."""

    month_on: date  # the first
    staff_id: int | None
    people: Sequence[StatementPerson]
    lines: Sequence[Any]  # CommissionLog


@dataclass(frozen=True, kw_only=True)
class SettlementCard:
    """A settlement as whoever decides about it needs to see it."""

    id: int
    number: str
    amount: Decimal
    people: int
    until_on: date
    submitted_by: str
