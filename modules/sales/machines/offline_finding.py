"""A finding's life."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.sales.models import FindingState, OfflineFinding
from modules.sales.policies import may_settle_finding


class OfflineFindingMachine(Machine[OfflineFinding]):
    """open → settled."""

    births = (FindingState.OPEN,)

    @transition(source=FindingState.OPEN, target=FindingState.SETTLED, permission=may_settle_finding, label=_("Settle"))
    def settle(self, *, at: datetime, settler: Any, note: str) -> None:
        """Somebody has looked at it, and says what was done."""
        self.record.settled_at = at
        self.record.settled_by = settler
        self.record.note = note
