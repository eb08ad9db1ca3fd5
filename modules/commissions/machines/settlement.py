"""A settlement's life."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.commissions.models import CommissionSettlement, SettlementState
from modules.commissions.policies import may_decide


class CommissionSettlementMachine(Machine[CommissionSettlement]):
    """submitted → approved → paid | refused."""

    births = (SettlementState.SUBMITTED,)

    @transition(
        source=SettlementState.SUBMITTED, target=SettlementState.APPROVED, permission=may_decide, label=_("Approve")
    )
    def approve(self, *, at: datetime, decider: Any) -> None:
        """What is accrued becomes payable."""
        self._decide(decider, at)
        self.record.settled_on = localdate(at)

    @transition(
        source=SettlementState.SUBMITTED, target=SettlementState.REFUSED, permission=may_decide, label=_("Refuse")
    )
    def refuse(self, *, at: datetime, decider: Any, why: str = "") -> None:
        """Its commissions may be submitted again."""
        self._decide(decider, at)
        self.record.reason = why

    @transition(source=SettlementState.APPROVED, target=SettlementState.PAID, label=_("Pay out"))
    def pay(self, *, at: datetime) -> None:
        """The money has left the bank."""
        self.record.paid_on = localdate(at)

    def _decide(self, decider: Any, at: datetime) -> None:
        self.record.decided_by = decider
        self.record.decided_at = at
