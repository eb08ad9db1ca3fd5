"""Facts that commissions announce."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from erp.kernel.events.event import Event


@dataclass(frozen=True, kw_only=True)
class CommissionAccrued(Event):
    """Commission of one document was computed and posted."""

    type: ClassVar[str] = "commissions.log.accrued.v1"
    key: ClassVar[str] = "document"

    document: str
    branch_id: int
    business_on: date
    amount: Decimal
    staff_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class SettlementSubmitted(Event):
    """A settlement waits for a decision."""

    type: ClassVar[str] = "commissions.settlement.submitted.v1"
    key: ClassVar[str] = "settlement_id"

    settlement_id: int
    branch_id: int
    submitted_by_id: int
    submitted_at: datetime


@dataclass(frozen=True, kw_only=True)
class SettlementDecided(Event):
    """A settlement was decided, or paid out: `approved`, `refused` or `paid`."""

    type: ClassVar[str] = "commissions.settlement.decided.v1"
    key: ClassVar[str] = "settlement_id"

    settlement_id: int
    branch_id: int
    outcome: str
    decided_by_id: int | None
    decided_at: datetime
