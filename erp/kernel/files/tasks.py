"""Tasks of the files."""

from datetime import UTC, datetime
from typing import Any

from celery import shared_task

from erp.kernel.files.services.sweep_quarantine import sweep_quarantine
from erp.kernel.workers.task import ServiceTask


@shared_task(base=ServiceTask)
def sweep() -> None:
    """Throw away uploads that nobody claimed."""
    sweep_quarantine(at=datetime.now(UTC))


SCHEDULE: dict[str, dict[str, Any]] = {"files.sweep": {"task": "erp.kernel.files.tasks.sweep", "schedule": 3600.0}}
