"""Housekeeping of the doors."""

from typing import Any

from celery import shared_task

from erp.kernel.rest.housekeeping import delete_old_keys
from erp.kernel.workers.task import ServiceTask


@shared_task(base=ServiceTask)
def clean() -> None:
    """Forget answers that nobody asks for again."""
    delete_old_keys()


SCHEDULE: dict[str, dict[str, Any]] = {"rest.clean": {"task": "erp.kernel.rest.tasks.clean", "schedule": 3600.0}}
