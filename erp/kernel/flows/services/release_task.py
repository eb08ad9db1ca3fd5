"""Put a task back into the queue."""

from datetime import datetime

from viewflow.workflow.models import Task

from erp.kernel.access.models import User
from erp.kernel.flows.policies import is_manager, require_owner
from erp.kernel.flows.services.acting import acting_on


def release_task(*, task_id: int, by: User, at: datetime) -> Task:
    """Let go of a task: its owner may, and whoever manages processes. Raises TaskNotNow or TaskNotYours."""
    with acting_on(task_id, "release") as activation:
        if not is_manager(activation.process, by):
            require_owner(activation, by, "release")
        activation.task.assigned = None
        activation.unassign()
        task: Task = activation.task
    return task
