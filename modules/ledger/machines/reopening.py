"""A reopening's life."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.ledger.models import Reopening, ReopeningState
from modules.ledger.policies import may_decide_reopening, may_withdraw_reopening


class ReopeningMachine(Machine[Reopening]):
    """requested → approved | refused | withdrawn."""

    births = (ReopeningState.REQUESTED,)

    @transition(
        source=ReopeningState.REQUESTED,
        target=ReopeningState.APPROVED,
        permission=may_decide_reopening,
        label=_("Approve"),
    )
    def approve(self, *, at: datetime, decider: Any, why: str = "") -> None:
        """Allow it: never one's own wish."""
        self._decide(decider, why, at)

    @transition(
        source=ReopeningState.REQUESTED,
        target=ReopeningState.REFUSED,
        permission=may_decide_reopening,
        label=_("Refuse"),
    )
    def refuse(self, *, at: datetime, decider: Any, why: str = "") -> None:
        """Do not allow it."""
        self._decide(decider, why, at)

    @transition(
        source=ReopeningState.REQUESTED,
        target=ReopeningState.WITHDRAWN,
        permission=may_withdraw_reopening,
        label=_("Withdraw"),
    )
    def withdraw(self, *, at: datetime) -> None:
        """Ask no more."""

    def _decide(self, decider: Any, why: str, at: datetime) -> None:
        self.record.decided_by = decider
        self.record.decided_at = at
        self.record.decision_reason = why
