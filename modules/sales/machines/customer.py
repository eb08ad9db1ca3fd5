"""A company customer's life."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.sales.models import Customer, CustomerState
from modules.sales.policies import may_decide_customer


class CustomerMachine(Machine[Customer]):
    """requested → approved | refused; either is taken back to change its terms."""

    births = (CustomerState.REQUESTED,)

    @transition(
        source=CustomerState.REQUESTED,
        target=CustomerState.APPROVED,
        permission=may_decide_customer,
        label=_("Approve"),
    )
    def approve(self, *, at: datetime, decider: Any, why: str = "") -> None:
        """It may buy on account, up to its limit."""
        self._decide(decider, why, at)

    @transition(
        source=CustomerState.REQUESTED, target=CustomerState.REFUSED, permission=may_decide_customer, label=_("Refuse")
    )
    def refuse(self, *, at: datetime, decider: Any, why: str = "") -> None:
        """It pays at once."""
        self._decide(decider, why, at)

    @transition(
        source=(CustomerState.APPROVED, CustomerState.REFUSED),
        target=CustomerState.REQUESTED,
        label=_("Take the decision back"),
    )
    def reopen(self, *, at: datetime, asker: Any) -> None:
        """Its terms are to be changed: decided anew, by somebody else than whoever changes them."""
        self.record.requested_by = asker
        self.record.requested_at = at
        self.record.decided_by = None
        self.record.decided_at = None
        self.record.decision_reason = ""

    def _decide(self, decider: Any, why: str, at: datetime) -> None:
        self.record.decided_by = decider
        self.record.decided_at = at
        self.record.decision_reason = why
