"""Decide, in the inbox."""

from datetime import datetime

from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from erp.kernel.access.models import User
from erp.kernel.flows.errors import NotADecision, UnknownChoice
from erp.kernel.flows.policies import require_candidate, require_owner
from erp.kernel.flows.services.acting import acting_on
from erp.kernel.flows.services.executing import execute


def complete_task(*, task_id: int, by: User, at: datetime, choice: str, note: str = "") -> Task:
    """Carry out a choice and let the flow go on; a task that nobody has is taken first.

    Raises NotADecision for a task that is done on its own screen, UnknownChoice, TaskNotYours, NotByRequester,
    TaskNotNow, and whatever the module refuses.
    """
    with acting_on(task_id, "complete") as activation:
        node = activation.flow_task
        require_candidate(activation, by, "complete")
        if activation.task.status == STATUS.ASSIGNED:
            require_owner(activation, by, "complete")
        if not node.choices:
            raise NotADecision()
        if choice not in node.choices:
            raise UnknownChoice(field="choice", accepted=sorted(node.choices))
        if activation.task.status == STATUS.NEW:
            activation.task.assigned = at
            activation.assign(user=by)
        activation.task.data = {"choice": choice, "note": note, "by_hand": True}
        node.decide(activation.process, choice=choice, note=note, by=by, at=at)
        execute(activation)
        task: Task = activation.task
    return task
