"""Celery's part: it is only the nudge. What is to be done, and whether it was, stands in the database."""

from typing import Any

from celery import shared_task

from erp.kernel.events.delivering import deliver as deliver_now
from erp.kernel.events.housekeeping import delete_old_deliveries
from erp.kernel.events.nudging import nudge, nudge_due
from erp.kernel.workers.limits import SWEEP_SECONDS
from erp.kernel.workers.task import ServiceTask


@shared_task(base=ServiceTask)
def deliver(delivery_id: int) -> None:
    """Make one delivery."""
    deliver_now(delivery_id, nudge=nudge)


@shared_task(base=ServiceTask)
def sweep() -> None:
    """Nudge again what should have been delivered by now: a lost message, a dead worker, a relay that is down."""
    while nudge_due() > 0:
        pass


@shared_task(base=ServiceTask)
def clean() -> None:
    """Housekeeping."""
    delete_old_deliveries()


SCHEDULE: dict[str, dict[str, Any]] = {
    "events.sweep": {
        "task": "erp.kernel.events.tasks.sweep",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    "events.clean": {"task": "erp.kernel.events.tasks.clean", "schedule": 3600.0},
}
