"""CarePlan: active → completed | cancelled."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.clinic.models import CarePlan
from modules.clinic.models.care_plan import CarePlanState as State


class CarePlanMachine(Machine[CarePlan]):
    births = (State.ACTIVE,)

    @transition(source=State.ACTIVE, target=State.COMPLETED, label=_("Complete"))
    def complete(self, *, at: datetime) -> None:
        """All its sessions were held, or enough of them."""

    @transition(source=State.ACTIVE, target=State.CANCELLED, label=_("Cancel"))
    def cancel(self, *, at: datetime) -> None:
        """Not continued."""
