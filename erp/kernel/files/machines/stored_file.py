"""quarantined → verified | rejected; only the worker moves it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from erp.kernel.files.models import StoredFile
from erp.kernel.files.picture import Facts
from erp.kernel.machines.machine import Machine, transition

State = StoredFile.State


def nobody(user: Any, record: Any) -> bool:
    """No person may: the system does."""
    return False


class StoredFileMachine(Machine[StoredFile]):
    births = (State.QUARANTINED,)

    @transition(source=State.QUARANTINED, target=State.VERIFIED, permission=nobody, label=_("Verify"), hidden=True)
    def verify(self, *, at: datetime, facts: Facts) -> None:
        """Keep what was found out."""
        self.record.sha256 = facts.sha256
        self.record.width = facts.width
        self.record.height = facts.height
        self.record.verified_at = at

    @transition(source=State.QUARANTINED, target=State.REJECTED, permission=nobody, label=_("Reject"), hidden=True)
    def reject(self, *, at: datetime, rejection: str) -> None:
        """Keep the reason."""
        self.record.rejection = rejection
