"""Tasks of the workers themselves."""

from typing import Any

from celery import shared_task
from django.conf import settings

from erp.kernel.workers.heartbeat import mark
from erp.kernel.workers.limits import HEARTBEAT_QUEUE, HEARTBEAT_SECONDS


@shared_task(ignore_result=True, acks_late=False)
def beat() -> None:
    """Show the supervisor that messages arrive."""
    mark(settings.DATA_DIR)


SCHEDULE: dict[str, dict[str, Any]] = {
    "workers.heartbeat": {
        "task": "erp.kernel.workers.tasks.beat",
        "schedule": HEARTBEAT_SECONDS,
        "options": {"expires": 3 * HEARTBEAT_SECONDS, "queue": HEARTBEAT_QUEUE},
    },
}
