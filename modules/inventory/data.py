"""The values that cross the inventory's border."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class IssueIn:
    """What is to leave the store, in units of the product. Without a lot, the first to expire goes first."""

    product_id: int
    quantity: Decimal
    lot_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReturnIn:
    """What comes back from a patient, at the part of its cost that the caller says; else it is a loss."""

    product_id: int
    quantity: Decimal
    cost: Decimal
    to_stock: bool


@dataclass(frozen=True, slots=True)
class ReceiptIn:
    """What comes in, with what it cost in all."""

    product_id: int
    quantity: Decimal
    cost: Decimal
    lot_number: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class ValuationLine:
    """What left or came back, and its cost: the caller posts it in its own entry."""

    product_id: int
    lot_id: int | None
    quantity: Decimal
    cost: Decimal


@dataclass(frozen=True, slots=True)
class LotCard:
    """A lot as the modules above see it, with what a branch has of it."""

    id: int
    product_id: int
    number: str
    expires_on: date | None
    state: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class StockAlert:
    """Something that wants attention: stock below its reorder point, or a lot near its end."""

    kind: str
    branch_id: int
    product_id: int
    product: str
    product_th: str
    lot: str
    quantity: Decimal
    minimum: Decimal | None
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class LotUseRow:
    """Where a lot went: the noun and reference of the document, whom it reached, how much, when."""

    noun: str
    reference: str
    patient_id: int | None
    quantity: Decimal
    at: datetime


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A stock figure that does not agree with the moves."""

    what: str
    location_id: int | None
    product_id: int
    lot_id: int | None
    recorded: Decimal
    from_moves: Decimal
