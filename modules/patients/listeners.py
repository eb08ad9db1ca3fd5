"""The count of new patients follows first visits."""

from __future__ import annotations

from uuid import UUID

from erp.kernel.events.listeners import listens
from erp.kernel.metrics.hooks import Span
from erp.kernel.metrics.store import recompute
from modules.patients.events import PatientFirstSeen
from modules.patients.extensions import NEW_PATIENTS


@listens(PatientFirstSeen)
def on_patient_first_seen(event: PatientFirstSeen, *, event_id: UUID) -> None:
    """Count that day again."""
    day = Span(since=event.visited_on, until=event.visited_on)
    recompute(NEW_PATIENTS, branch_ids=[event.branch_id], span=day, at=event.noted_at)
