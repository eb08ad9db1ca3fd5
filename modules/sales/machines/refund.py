"""A refund's life."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.sales.models import Refund, RefundState
from modules.sales.policies import may_decide_refund, may_pay_refund, may_withdraw_refund


class RefundMachine(Machine[Refund]):
    """requested → approved → paid | refused | withdrawn; one within the requester's own limit is born approved."""

    births = (RefundState.REQUESTED, RefundState.APPROVED)

    @transition(
        source=RefundState.REQUESTED, target=RefundState.APPROVED, permission=may_decide_refund, label=_("Approve")
    )
    def approve(self, *, at: datetime, decider: Any, why: str = "") -> None:
        """Allow it."""
        self._decide(decider, why, at)

    @transition(
        source=RefundState.REQUESTED, target=RefundState.REFUSED, permission=may_decide_refund, label=_("Refuse")
    )
    def refuse(self, *, at: datetime, decider: Any, why: str = "") -> None:
        """Do not allow it."""
        self._decide(decider, why, at)

    @transition(
        source=(RefundState.REQUESTED, RefundState.APPROVED),
        target=RefundState.WITHDRAWN,
        permission=may_withdraw_refund,
        label=_("Withdraw"),
    )
    def withdraw(self, *, at: datetime) -> None:
        """The patient keeps it after all."""

    @transition(
        source=RefundState.APPROVED,
        target=RefundState.REQUESTED,
        permission=may_decide_refund,
        label=_("Take the approval back"),
    )
    def reopen(self, *, at: datetime) -> None:
        """Undo an approval before the money is out."""
        self.record.decided_by = None
        self.record.decided_at = None
        self.record.decision_reason = ""

    @transition(
        source=RefundState.APPROVED, target=RefundState.PAID, permission=may_pay_refund, label=_("Pay out"), hidden=True
    )
    def pay(
        self,
        *,
        at: datetime,
        number: str,
        register_session_id: int,
        business_on: date,
        cashier: Any,
        document: dict[str, Any],
    ) -> None:
        """The money is out."""
        self.record.number = number
        self.record.register_session_id = register_session_id
        self.record.business_on = business_on
        self.record.paid_at = at
        self.record.paid_by = cashier
        self.record.document = document

    def _decide(self, decider: Any, why: str, at: datetime) -> None:
        self.record.decided_by = decider
        self.record.decided_at = at
        self.record.decision_reason = why
