"""The way into a task: locked, read again, viewflow's words turned into ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from viewflow.fsm import TransitionNotAllowed
from viewflow.workflow.exceptions import FlowLockFailed, FlowRuntimeError
from viewflow.workflow.models import Task

from erp.kernel.documents.refusals import Missing
from erp.kernel.flows.errors import ProcessBusy, TaskNotNow
from erp.kernel.flows.selectors.tasks import readable_tasks


@contextmanager
def in_our_words(verb: str) -> Iterator[None]:
    """Raise TaskNotNow (409) and ProcessBusy (503) for what viewflow raises."""
    try:
        yield
    except (TransitionNotAllowed, FlowRuntimeError) as error:
        raise TaskNotNow(code=f"flows.task.{verb}") from error
    except FlowLockFailed as error:
        raise ProcessBusy() from error


@contextmanager
def acting_on(task_id: int, verb: str) -> Iterator[Any]:
    """The activation of a task of an installed flow, under the process's lock. Raises Missing."""
    task: Task | None = readable_tasks().filter(pk=task_id).first()
    if task is None:
        raise Missing()
    with in_our_words(verb), task.activation() as activation:
        yield activation
