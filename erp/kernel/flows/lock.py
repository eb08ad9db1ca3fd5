"""One at a time in a process: the lock under which every step of a flow is taken.

viewflow's default is no lock at all. Ours waits for the row, a few seconds at most, and tells the browsers that
something moved when the work under it is done.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection, transaction
from viewflow.workflow.lock import SelectForUpdateLock

from erp.kernel.events.publish import publish
from erp.kernel.flows.models import Process
from erp.kernel.realtime.announce import changed

LONGEST_WAIT: Final = "3s"
TOPIC: Final = "flows.task"


class ProcessLock:
    """SELECT … FOR UPDATE on the process, with a limit; then an announcement."""

    def __init__(self) -> None:
        self._row = SelectForUpdateLock(nowait=False, attempts=1)

    @contextmanager
    def __call__(self, flow_class: Any, process_pk: int) -> Iterator[None]:
        """Hold the process. Raises viewflow's FlowLockFailed when somebody else does not let go."""
        with transaction.atomic():
            before = _set_wait(LONGEST_WAIT)
            with self._row(flow_class, process_pk):
                _set_wait(before)
                yield
            branch_id = Process.objects.filter(pk=process_pk).values_list("branch_id", flat=True).first()
            publish(changed(TOPIC, process_pk, _version(flow_class, process_pk), branch_id=branch_id))


def _set_wait(limit: str) -> str:
    """Set the lock time-out for this transaction; returns what it was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout'), set_config('lock_timeout', %s, true)", [limit])
        before: str = cursor.fetchone()[0]
    return before


def _version(flow_class: Any, process_pk: int) -> int:
    """The newest task: grows with every step."""
    newest = flow_class.task_class._default_manager.filter(process=process_pk).order_by("-pk")
    return newest.values_list("pk", flat=True).first() or 0
