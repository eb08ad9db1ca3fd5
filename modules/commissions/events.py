"""Facts that commissions announce."""

from dataclasses import dataclass
from datetime import date
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
