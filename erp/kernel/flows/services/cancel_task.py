"""Take a task out of its process."""

from datetime import datetime

from viewflow.workflow.models import Task

from erp.kernel.access.models import User
from erp.kernel.flows.policies import require_manager
from erp.kernel.flows.services.acting import acting_on


def cancel_task(*, task_id: int, by: User, at: datetime) -> Task:
    """Cancel an open task; it can be opened again. Raises TaskNotNow or TaskNotYours."""
    with acting_on(task_id, "cancel") as activation:
        require_manager(activation, by, "cancel")
        activation.cancel()
        task: Task = activation.task
    return task
