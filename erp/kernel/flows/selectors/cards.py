"""Tasks and processes as the web client gets them."""

from datetime import datetime
from typing import Any

from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from viewflow.workflow.models import Task
from viewflow.workflow.status import PROCESS, STATUS

from erp.kernel.access.models import User
from erp.kernel.flows.nodes import HumanTask, Job
from erp.kernel.flows.picture import title_of
from erp.kernel.flows.policies import is_candidate, is_manager
from erp.kernel.flows.selectors.tasks import readable_tasks
from erp.kernel.flows.words import process_state_of, state_of

OPEN = (STATUS.NEW, STATUS.ASSIGNED)


def task_card(task: Task, viewer: User, *, at: datetime) -> dict[str, Any]:
    """A task with its process in a few words, and what the viewer may do to it now."""
    node, process = task.flow_task, task.process.coerced
    is_open = task.status in OPEN
    due_at = task.scheduled if isinstance(node, HumanTask) else None
    return {
        "id": task.pk,
        "node": node.name,
        "title": title_of(node),
        "state": state_of(task.status),
        "kind": kind_of(node),
        "link": node.link(process) if isinstance(node, HumanTask) and node.link else "",
        "choices": _choices(node),
        "choice": task.data.get("choice", ""),
        "note": task.data.get("note", ""),
        "error": task.data.get("error", ""),
        "owner": _person(task.owner),
        "created_at": task.created,
        "started_at": task.started,
        "finished_at": task.finished,
        "due_at": due_at,
        "overdue": bool(is_open and due_at and due_at < at),
        "process": process_line(process),
        "facts": facts_of(process),
        "_actions": actions_on(node.activation_class(task), viewer),
        "_display": title_of(node),
    }


def process_line(process: Any) -> dict[str, Any]:
    """A process in one line."""
    return {
        "id": process.pk,
        "title": str(process),
        "flow": process.flow_class.__name__,
        "flow_title": force_str(process.flow_class.process_title),
        "subject": process.subject,
        "branch_id": process.branch_id,
        "state": process_state_of(process.status),
        "started_at": process.created,
        "finished_at": process.finished,
    }


def process_card(process: Any, viewer: User, *, at: datetime) -> dict[str, Any]:
    """A process with its history and its position."""
    process = process.coerced
    tasks = list(readable_tasks().filter(process_id=process.pk).order_by("pk"))
    manages = is_manager(process, viewer) and process.status == PROCESS.NEW
    return {
        **process_line(process),
        "facts": facts_of(process),
        "history": [task_card(task, viewer, at=at) for task in tasks],
        "position": [task.flow_task.name for task in tasks if task.finished is None],
        "_actions": [_action("cancel", _("Cancel the process"))] if manages else [],
        "_display": str(process),
    }


def steps_of(process: Any) -> list[dict[str, Any]]:
    """The picture in words, in the order in which it happened."""
    tasks = readable_tasks().filter(process_id=process.pk).order_by("pk")
    return [
        {
            "node": task.flow_task.name,
            "title": title_of(task.flow_task),
            "state": state_of(task.status),
            "at": task.finished or task.created,
            "by": _person(task.owner),
        }
        for task in tasks
        if isinstance(task.flow_task, HumanTask | Job) or task.flow_task_type in ("START", "END")
    ]


def facts_of(process: Any) -> list[dict[str, str]]:
    """What somebody who decides has to know."""
    return [{"label": force_str(label), "value": force_str(value)} for label, value in process.facts()]


def kind_of(node: Any) -> str:
    """decision, link, job or automatic."""
    if isinstance(node, HumanTask):
        return "decision" if node.choices else "link"
    return "job" if isinstance(node, Job) else "automatic"


def actions_on(activation: Any, viewer: User) -> list[dict[str, str]]:
    """The verbs that would not be refused: state, right, and who asked."""
    task, node = activation.task, activation.flow_task
    mine, manages = task.owner_id == viewer.pk, is_manager(activation.process, viewer)
    running = activation.process.status == PROCESS.NEW
    human = isinstance(node, HumanTask)
    offered: list[dict[str, str]] = []
    if human and running and task.status in OPEN:
        candidate = is_candidate(activation, viewer)
        if task.status == STATUS.NEW and candidate:
            offered.append(_action("claim", _("Take")))
        if task.status == STATUS.ASSIGNED and (mine or manages):
            offered.append(_action("release", _("Put back")))
        if node.choices and candidate and (mine or task.status == STATUS.NEW):
            offered.append(_action("complete", _("Decide")))
    if manages and running:
        if hasattr(activation, "cancel") and activation.cancel.can_proceed():
            offered.append(_action("cancel", _("Cancel")))
        if human and task.status == STATUS.DONE:
            offered.append(_action("undo", _("Undo")))
        if task.status in (STATUS.CANCELED, STATUS.ERROR) and kind_of(node) != "automatic":
            offered.append(_action("retry", _("Open again")))
    return offered


def _action(name: str, label: str) -> dict[str, str]:
    return {"name": name, "label": label, "target": ""}


def _choices(node: Any) -> list[dict[str, str]]:
    if not isinstance(node, HumanTask):
        return []
    return [{"name": name, "label": force_str(label)} for name, label in node.choices.items()]


def _person(user: User | None) -> dict[str, Any] | None:
    return None if user is None else {"id": user.pk, "name": str(user)}
