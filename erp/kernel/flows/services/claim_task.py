"""Take a task out of the queue."""

from datetime import datetime

from viewflow.workflow.models import Task

from erp.kernel.access.models import User
from erp.kernel.flows.policies import require_candidate
from erp.kernel.flows.services.acting import acting_on


def claim_task(*, task_id: int, by: User, at: datetime) -> Task:
    """Make `by` the owner of an open task. Raises TaskNotNow, TaskNotYours or NotByRequester."""
    with acting_on(task_id, "claim") as activation:
        require_candidate(activation, by, "claim")
        activation.task.assigned = at
        activation.assign(user=by)
        task: Task = activation.task
    return task
