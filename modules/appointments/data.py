"""What crosses the border of appointments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class AppointmentCard:
    """An appointment, as other modules may see it."""

    id: int
    branch_id: int
    patient_id: int
    practitioner_id: int
    room_id: int | None
    product_id: int | None
    title: str
    starts_at: datetime
    ends_at: datetime
    state: str
