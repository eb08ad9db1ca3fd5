"""CourseChange: requested → approved | refused | withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.courses.models import CourseChange
from modules.courses.models.course_change import ChangeState as State
from modules.courses.policies import may_decide_change, may_withdraw_change


class CourseChangeMachine(Machine[CourseChange]):
    births = (State.REQUESTED,)

    @transition(source=State.REQUESTED, target=State.APPROVED, permission=may_decide_change, label=_("Approve"))
    def approve(self, *, at: datetime, decider: Any, why: str = "") -> None:
        """Allow it: never one's own wish."""
        self._decide(decider, why, at)

    @transition(source=State.REQUESTED, target=State.REFUSED, permission=may_decide_change, label=_("Refuse"))
    def refuse(self, *, at: datetime, decider: Any, why: str = "") -> None:
        """Do not allow it."""
        self._decide(decider, why, at)

    @transition(source=State.REQUESTED, target=State.WITHDRAWN, permission=may_withdraw_change, label=_("Withdraw"))
    def withdraw(self, *, at: datetime) -> None:
        """Ask no more."""

    def _decide(self, decider: Any, why: str, at: datetime) -> None:
        self.record.decided_by = decider
        self.record.decided_at = at
        self.record.decision_reason = why
