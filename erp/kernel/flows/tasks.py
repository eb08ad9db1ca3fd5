"""Celery's part in flows."""

from datetime import UTC, datetime
from typing import Any

from celery import shared_task

from erp.kernel.flows.services.wake_jobs import wake_jobs
from erp.kernel.workers.task import ServiceTask


@shared_task(base=ServiceTask)
def wake() -> None:
    """Look again at the jobs that were not ready."""
    wake_jobs(at=datetime.now(UTC))


SCHEDULE: dict[str, dict[str, Any]] = {
    "flows.wake": {"task": "erp.kernel.flows.tasks.wake", "schedule": 5.0, "options": {"expires": 5}}
}
