"""Take a person's step back, and everything that followed by itself."""

from datetime import datetime
from typing import Any

from viewflow.workflow.models import Task
from viewflow.workflow.status import PROCESS, STATUS

from erp.kernel.access.models import User
from erp.kernel.flows.errors import LaterStepStands, TaskNotNow
from erp.kernel.flows.nodes import HumanTask
from erp.kernel.flows.policies import require_manager
from erp.kernel.flows.services.acting import acting_on

GONE = (STATUS.CANCELED, STATUS.REVIVED)


def undo_task(*, task_id: int, by: User, at: datetime) -> Task:
    """Undo a completed task and open it again. Returns the new task.

    viewflow undoes one node at a time and leaves nothing open behind it. Here the open tasks that followed are
    cancelled, automatic nodes in between are undone, and the step is open again. Raises LaterStepStands when a person
    has decided something since, TaskNotNow when the process has ended, TaskNotYours.
    """
    with acting_on(task_id, "undo") as activation:
        require_manager(activation, by, "undo")
        if activation.process.status != PROCESS.NEW or not isinstance(activation.flow_task, HumanTask):
            raise TaskNotNow(code="flows.task.undo")
        _clear_after(activation.task)
        activation.undone_by, activation.undone_at = by, at
        activation.undo()
        task: Task = activation.revive()
    return task


def _clear_after(task: Task) -> None:
    for following in task.leading.exclude(status__in=GONE).order_by("-pk"):
        activation: Any = following.flow_task.activation_class(following)
        if following.status != STATUS.DONE:
            activation.cancel()
        elif isinstance(following.flow_task, HumanTask):
            raise LaterStepStands(task=following.pk)
        else:
            _clear_after(following)
            activation.undo()
