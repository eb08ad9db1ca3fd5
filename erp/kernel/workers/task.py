"""The base of every Celery task: ids in, one service call in a transaction."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec
from uuid import UUID

from celery import Task, shared_task
from django.db import InterfaceError, OperationalError, transaction

from erp.kernel.workers.limits import HARD_LIMIT_SECONDS, SOFT_LIMIT_SECONDS

P = ParamSpec("P")

PLAIN = (int, str, bool, type(None))


class ServiceTask(Task):
    """Acknowledged after the work, so a killed worker's task comes back; whoever writes one makes it repeatable."""

    abstract = True
    acks_late = True
    reject_on_worker_lost = True
    ignore_result = True
    time_limit = HARD_LIMIT_SECONDS
    soft_time_limit = SOFT_LIMIT_SECONDS
    autoretry_for = (OperationalError, InterfaceError)  # the database went away, not the work wrong
    retry_backoff = 2
    retry_backoff_max = 60
    max_retries = 5

    def apply_async(self, args: Any = None, kwargs: Any = None, *rest: Any, **options: Any) -> Any:
        """Send, unless an argument is more than an id or a plain value: records go stale in a queue."""
        refuse_records([*(args or ()), *(kwargs or {}).values()])
        return super().apply_async(args, kwargs, *rest, **options)


def refuse_records(values: list[Any]) -> None:
    """Raise TypeError for anything but ids and plain values."""
    for value in values:
        if not isinstance(value, (*PLAIN, UUID)):
            raise TypeError(f"a task takes ids and plain values, not a {type(value).__name__}")


def service_task(work: Callable[P, None]) -> Task:
    """Make `work` a task whose body is one transaction."""

    @wraps(work)
    def in_transaction(*args: P.args, **kwargs: P.kwargs) -> None:
        with transaction.atomic():
            work(*args, **kwargs)

    task: Task = shared_task(base=ServiceTask)(in_transaction)
    return task
