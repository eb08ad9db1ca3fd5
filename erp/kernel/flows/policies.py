"""Who may act on a task: the questions that viewflow leaves to the caller."""

from typing import Any

from erp.kernel.access.models import User
from erp.kernel.access.rights import may
from erp.kernel.flows.errors import NotByRequester, TaskNotYours
from erp.kernel.flows.nodes import HumanTask


def require_candidate(activation: Any, user: User, verb: str) -> None:
    """Raise unless the task is one that `user` may take: by right, by branch, and not his own request.

    Asked again when the task is completed: viewflow lets an owner execute whose right was taken away since.
    """
    node, process = activation.flow_task, activation.process
    if not isinstance(node, HumanTask) or not may(user, "flows.read_process", process):
        raise TaskNotYours(code=f"flows.task.{verb}")
    if not _holds(user, node.calc_owner_permission(activation), process):
        raise TaskNotYours(code=f"flows.task.{verb}")
    if node.excludes is not None and node.excludes(process) == user.pk:
        raise NotByRequester()


def is_candidate(activation: Any, user: User) -> bool:
    """The same as a question."""
    try:
        require_candidate(activation, user, "claim")
    except (TaskNotYours, NotByRequester):
        return False
    return True


def require_owner(activation: Any, user: User, verb: str) -> None:
    """Raise unless the task is in this user's hands."""
    if activation.task.owner_id != user.pk:
        raise TaskNotYours(code=f"flows.task.{verb}")


def require_manager(activation: Any, user: User, verb: str) -> None:
    """Raise unless the user manages processes of this branch."""
    if not is_manager(activation.process, user):
        raise TaskNotYours(code=f"flows.task.{verb}")


def is_manager(process: Any, user: User) -> bool:
    """Whether the user may cancel, undo and try again."""
    return may(user, "flows.manage_process", process)


def _holds(user: User, right: str | None, process: Any) -> bool:
    """A right on a task is held in the process's branch, or in all."""
    return right is not None and may(user, right, process)
