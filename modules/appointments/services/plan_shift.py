"""Plan when somebody works, or keep them free."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from erp.kernel.access.models import User
from erp.kernel.documents.saving import create_record
from erp.kernel.realtime.announce import announce
from modules.appointments.models import Shift
from modules.appointments.models.shift import ShiftKind
from modules.appointments.services.take_slots import take_block


def plan_shift(*, by: User | None, at: datetime, **values: Any) -> Shift:
    """Add a shift. A block also books the person: raises SlotTaken if they have an appointment then."""
    shift = create_record(Shift, values, by=by, at=at)
    if shift.kind == ShiftKind.BLOCK:
        take_block(shift)
    announce("appointments.shift", shift.pk, 1, branch_id=shift.branch_id)
    return shift
