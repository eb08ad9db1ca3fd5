"""A discount request's life."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, reason, transition
from modules.sales.models import DiscountRequest, OrderState, RequestState
from modules.sales.policies import may_decide, may_withdraw


@reason(_("The bill is no longer open"))
def order_is_unpaid(request: DiscountRequest) -> bool:
    """What is paid is not discounted afterwards."""
    return request.order.state in (OrderState.DRAFT, OrderState.AWAITING_PAYMENT)


class DiscountRequestMachine(Machine[DiscountRequest]):
    """requested → approved | refused | withdrawn; an approval may be taken back until payment."""

    births = (RequestState.REQUESTED,)

    @transition(
        source=RequestState.REQUESTED,
        target=RequestState.APPROVED,
        permission=may_decide,
        conditions=(order_is_unpaid,),
        label=_("Approve"),
    )
    def approve(self, *, at: datetime, decider: Any, why: str = "") -> None:
        """Allow it."""
        self._decide(decider, why, at)

    @transition(source=RequestState.REQUESTED, target=RequestState.REFUSED, permission=may_decide, label=_("Refuse"))
    def refuse(self, *, at: datetime, decider: Any, why: str = "") -> None:
        """Do not allow it."""
        self._decide(decider, why, at)

    @transition(
        source=RequestState.REQUESTED, target=RequestState.WITHDRAWN, permission=may_withdraw, label=_("Withdraw")
    )
    def withdraw(self, *, at: datetime) -> None:
        """Ask no more."""

    @transition(
        source=RequestState.APPROVED,
        target=RequestState.REQUESTED,
        permission=may_decide,
        conditions=(order_is_unpaid,),
        label=_("Take the approval back"),
    )
    def reopen(self, *, at: datetime) -> None:
        """Undo an approval before payment."""
        self.record.decided_by = None
        self.record.decided_at = None
        self.record.decision_reason = ""

    def _decide(self, decider: Any, why: str, at: datetime) -> None:
        self.record.decided_by = decider
        self.record.decided_at = at
        self.record.decision_reason = why
