"""The states of a commission."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.commissions.models import CommissionLog

State = CommissionLog.State


class CommissionLogMachine(Machine[CommissionLog]):
    """Accrued by a worker, approved by a manager or with the settlement that it belongs to."""

    births = (State.ACCRUED,)

    @transition(source=State.ACCRUED, target=State.APPROVED, label=_("Approve"))
    def approve(self, *, at: datetime) -> None:
        """Nothing else changes: amounts are kept."""

    @transition(source=(State.ACCRUED, State.APPROVED), target=State.SETTLED, label=_("Settle"), hidden=True)
    def settle(self, *, at: datetime) -> None:
        """With its settlement."""
