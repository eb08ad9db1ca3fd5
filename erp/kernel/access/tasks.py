"""Housekeeping of logins."""

from typing import Any

from celery import shared_task

from erp.kernel.access.housekeeping import delete_old_sessions
from erp.kernel.workers.task import ServiceTask


@shared_task(base=ServiceTask)
def clean() -> None:
    """Forget logins of half a year ago."""
    delete_old_sessions()


SCHEDULE: dict[str, dict[str, Any]] = {"access.clean": {"task": "erp.kernel.access.tasks.clean", "schedule": 86400.0}}
