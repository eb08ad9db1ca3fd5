"""What flows hear: their own jobs."""

from datetime import UTC, datetime
from uuid import UUID

from erp.kernel.events.listeners import listens
from erp.kernel.flows.events import JobScheduled
from erp.kernel.flows.services.run_job import run_job


@listens(JobScheduled)
def on_job_scheduled(event: JobScheduled, *, event_id: UUID) -> None:
    """Do the job."""
    run_job(task_id=event.task_id, at=datetime.now(UTC))
