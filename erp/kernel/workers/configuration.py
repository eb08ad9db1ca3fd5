"""Makes a Celery application: settings, the tasks of every installed app, and the schedule."""

from typing import Any

import django
from celery import Celery
from django.apps import apps
from django.conf import settings

from erp.kernel.workers.limits import CELERY_SETTINGS
from erp.kernel.workers.schedule import collect_schedule

KERNEL_TASKS = ("erp.kernel.workers.tasks",)  # not an app of its own


def configure(app: Celery) -> None:
    """Give `app` the kernel's settings and let it find the tasks of what is installed."""
    app.conf.update(CELERY_SETTINGS, broker_url=settings.REDIS_URL, timezone=settings.TIME_ZONE, imports=KERNEL_TASKS)
    app.set_default()
    app.autodiscover_tasks()
    app.on_after_finalize.connect(_schedule, weak=False)


def _schedule(sender: Celery, **_kwargs: Any) -> None:
    if not apps.ready:
        django.setup()
    sender.conf.beat_schedule = collect_schedule()
