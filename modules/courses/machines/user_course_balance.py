"""UserCourseBalance: active ⇄ frozen → exhausted | expired | refunded | transferred."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.courses.models import UserCourseBalance
from modules.courses.models.user_course_balance import BalanceState as State


class UserCourseBalanceMachine(Machine[UserCourseBalance]):
    births = (State.ACTIVE,)

    @transition(source=State.ACTIVE, target=State.FROZEN, label=_("Freeze"))
    def freeze(self, *, at: datetime) -> None:
        """Pregnancy, travel: nothing is used meanwhile."""

    @transition(source=State.FROZEN, target=State.ACTIVE, label=_("Unfreeze"))
    def unfreeze(self, *, at: datetime) -> None:
        """Goes on."""

    @transition(source=State.ACTIVE, target=State.EXHAUSTED, hidden=True)
    def exhaust(self, *, at: datetime) -> None:
        """The last session was used."""

    @transition(source=State.EXHAUSTED, target=State.ACTIVE, hidden=True)
    def reopen(self, *, at: datetime) -> None:
        """A redemption was returned."""

    @transition(source=(State.ACTIVE, State.FROZEN), target=State.EXPIRED, label=_("Expire"))
    def expire(self, *, at: datetime) -> None:
        """What is left is forfeited."""

    @transition(source=State.EXPIRED, target=State.ACTIVE, label=_("Reinstate"))
    def reinstate(self, *, at: datetime) -> None:
        """Given back by a manager."""

    @transition(source=(State.ACTIVE, State.FROZEN), target=State.REFUNDED, hidden=True)
    def refund(self, *, at: datetime) -> None:
        """The sale was undone."""

    @transition(source=(State.ACTIVE, State.FROZEN), target=State.TRANSFERRED, hidden=True)
    def transfer(self, *, at: datetime) -> None:
        """Somebody else has it now."""
