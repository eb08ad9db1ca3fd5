"""viewflow's states in the product's words."""

from typing import Any, Final

from viewflow.workflow.status import PROCESS, STATUS

_TASK: Final[dict[str, str]] = {
    STATUS.NEW: "open",
    STATUS.ASSIGNED: "assigned",
    STATUS.SCHEDULED: "working",
    STATUS.STARTED: "working",
    STATUS.DONE: "done",
    STATUS.CANCELED: "cancelled",
    STATUS.REVIVED: "cancelled",
    STATUS.ERROR: "error",
}
_PROCESS: Final[dict[str, str]] = {PROCESS.NEW: "running", PROCESS.DONE: "done", PROCESS.CANCELED: "cancelled"}


def state_of(status: Any) -> str:
    """The state of a task."""
    return _TASK.get(str(status), "open") if status else ""


def process_state_of(status: Any) -> str:
    """The state of a process."""
    return _PROCESS.get(str(status), "running")
