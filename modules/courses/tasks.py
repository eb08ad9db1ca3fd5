"""What courses do by the clock."""

from __future__ import annotations

from typing import Any, Final

from celery.schedules import crontab
from django.utils import timezone

from erp.kernel.workers.task import service_task
from modules.courses.services.expire_balances import expire_due


@service_task
def expire_courses() -> None:
    """Expire the courses whose last day was yesterday or before."""
    now = timezone.now()
    expire_due(on=timezone.localdate(now), at=now)


SCHEDULE: Final[dict[str, dict[str, Any]]] = {
    "courses.expire": {"task": "modules.courses.tasks.expire_courses", "schedule": crontab(hour=1, minute=10)}
}
