"""Facts complete human nodes: the module's own door has acted, the flow follows."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from erp.kernel.access.models import User
from erp.kernel.flows.errors import NotThereYet
from erp.kernel.flows.models import Process
from erp.kernel.flows.services.acting import in_our_words
from erp.kernel.flows.services.executing import execute

OPEN = (STATUS.NEW, STATUS.ASSIGNED)


def complete_human_task(
    process: Process, node_name: str, event_id: UUID, *, by: User | None = None, **changes: Any
) -> bool:
    """Complete the open task of a node because a fact says that it is done; `changes` are set on the process first.

    False when there is nothing to do: this fact was used already, the decision was taken in the inbox (then this fact
    is its echo), or the process has ended. Raises NotThereYet when the flow has not come to the node, so that the
    delivery is tried again.
    """
    flow = process.flow_class
    node = flow.instance.node(node_name, no_obsolete=True)
    if node is None:
        raise LookupError(f"{flow.__name__} has no node {node_name}")
    with in_our_words("complete"), flow.lock(process.pk):
        tasks = list(flow.task_class._default_manager.filter(process_id=process.pk, flow_task=node).order_by("pk"))
        if any(task.data.get("event_id") == str(event_id) for task in tasks):
            return False
        opened = next((task for task in tasks if task.status in OPEN), None)
        if opened is not None:
            _complete(node.activation_class(opened), event_id, by, changes)
            return True
        if _is_echo(tasks, event_id):
            return False
        if Process.objects.filter(pk=process.pk, finished__isnull=False).exists():
            return False
        raise NotThereYet(node=node_name)


def complete_newest(
    processes: "QuerySet[Any]", node_name: str, event_id: UUID, *, by_id: int | None, **changes: Any
) -> bool:
    """The same for the newest of these processes, decided by whoever the fact names; False when there is none."""
    process = processes.order_by("-pk").first()
    if process is None:
        return False
    by = User.objects.filter(pk=by_id or 0).first()
    return complete_human_task(process, node_name, event_id, by=by, **changes)


def _complete(activation: Any, event_id: UUID, by: User | None, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(activation.process, name, value)
    if activation.task.status == STATUS.NEW:
        activation.assign(user=by)
    elif by is not None:
        activation.reassign(user=by)
    activation.task.data = {**activation.task.data, "event_id": str(event_id)}
    execute(activation)


def _is_echo(tasks: list[Task], event_id: UUID) -> bool:
    """The first fact after a decision in the inbox is that decision's own."""
    for task in tasks:
        if task.status == STATUS.DONE and task.data.get("by_hand") and "event_id" not in task.data:
            task.data["event_id"] = str(event_id)
            task.save(update_fields=["data"])
            return True
    return False
