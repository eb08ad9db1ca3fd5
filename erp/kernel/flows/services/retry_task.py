"""Open a cancelled or failed task again."""

from datetime import datetime

from viewflow.workflow.models import Task
from viewflow.workflow.status import PROCESS

from erp.kernel.access.models import User
from erp.kernel.flows.errors import TaskNotNow
from erp.kernel.flows.policies import require_manager
from erp.kernel.flows.services.acting import acting_on


def retry_task(*, task_id: int, by: User, at: datetime) -> Task:
    """Give a cancelled or failed task another try, as a new one. Raises TaskNotNow or TaskNotYours."""
    with acting_on(task_id, "retry") as activation:
        require_manager(activation, by, "retry")
        if activation.process.status != PROCESS.NEW:
            raise TaskNotNow(code="flows.task.retry")
        task: Task = activation.revive()
    return task
