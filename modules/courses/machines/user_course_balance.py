"""UserCourseBalance: active ⇄ frozen → exhausted | expired | refunded | transferred."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.courses.models import UserCourseBalance
from modules.courses.models.user_course_balance import BalanceState as State


class UserCourseBalanceMachine(Machine[UserCourseBalance]):
    births = (State.ACTIVE,)

    @transition(source=State.ACTIVE, target=State.FROZEN, label=_("Freeze"))
    def freeze(self, *, at: datetime, on: date) -> None:
        """Pregnancy, travel: nothing is used meanwhile."""
        self.record.frozen_on = on

    @transition(source=State.FROZEN, target=State.ACTIVE, label=_("Unfreeze"))
    def unfreeze(self, *, at: datetime) -> None:
        """Goes on."""
        self.record.frozen_on = None

    @transition(source=State.ACTIVE, target=State.EXHAUSTED, hidden=True)
    def exhaust(self, *, at: datetime) -> None:
        """The last session was used."""

    @transition(source=State.EXHAUSTED, target=State.ACTIVE, hidden=True)
    def reopen(self, *, at: datetime) -> None:
        """A redemption was returned."""

    @transition(source=(State.ACTIVE, State.FROZEN), target=State.EXPIRED, label=_("Expire"))
    def expire(self, *, at: datetime) -> None:
        """What is left is forfeited."""
        self.record.frozen_on = None

    @transition(source=State.EXPIRED, target=State.ACTIVE, hidden=True)
    def reinstate(self, *, at: datetime) -> None:
        """Given back, by approval."""

    @transition(source=(State.ACTIVE, State.FROZEN), target=State.REFUNDED, hidden=True)
    def refund(self, *, at: datetime) -> None:
        """The sale was undone, or the rest of it paid back."""
        self.record.frozen_on = None

    @transition(source=(State.ACTIVE, State.FROZEN), target=State.TRANSFERRED, hidden=True)
    def transfer(self, *, at: datetime) -> None:
        """Somebody else has it now."""
        self.record.frozen_on = None
