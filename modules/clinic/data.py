"""What crosses the border of clinic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class SessionCard:
    """A treatment session, as other modules may see it: nothing clinical."""

    id: int
    reference: str
    number: str
    branch_id: int
    patient_id: int
    practitioner_id: int
    therapist_id: int | None
    appointment_id: int | None
    title: str
    state: str
    signed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class CoverData:
    """Why a charge costs nothing at the till: the hold that pays for it, what to print, what it is worth."""

    reference: str
    label: str
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class ChargeData:
    """One line of what a session is charged."""

    id: int
    session_id: int
    product_id: int
    quantity: Decimal
    unit_price: Decimal
    lot_id: int | None
    source: str
    stock_issued: bool
    performed_by_id: int | None
    cover: CoverData | None
    state: str


@dataclass(frozen=True, kw_only=True)
class VialAccount:
    """One lot of one product in one session: what was charted, wasted and drawn."""

    product_id: int
    product_name: str
    lot_id: int
    lot_code: str
    charted: Decimal
    wasted: Decimal
    drawn: Decimal
    draw_recorded: bool

    @property
    def difference(self) -> Decimal:
        """What was drawn and is neither in the patient nor in the bin."""
        return self.drawn - self.charted - self.wasted

    @property
    def balanced(self) -> bool:
        return self.difference == 0
