"""CourseHold: held ⇄ redeemed, held → released. Only services speak these verbs."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.machines.machine import Machine, transition
from modules.courses.models import CourseHold
from modules.courses.models.course_hold import HoldState as State


class CourseHoldMachine(Machine[CourseHold]):
    births = (State.HELD,)

    @transition(source=State.HELD, target=State.REDEEMED, hidden=True)
    def redeem(self, *, at: datetime) -> None:
        """Paid with at the till."""

    @transition(source=State.REDEEMED, target=State.HELD, hidden=True)
    def restore(self, *, at: datetime) -> None:
        """The payment was undone: the session is set aside for the visit again."""

    @transition(source=State.HELD, target=State.RELEASED, hidden=True)
    def release(self, *, at: datetime) -> None:
        """Given back: the visit was not paid."""
