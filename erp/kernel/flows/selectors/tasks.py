"""Whose tasks: inbox, queue, archive."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from viewflow.workflow.managers import _get_related_path
from viewflow.workflow.models import Process as ViewflowProcess
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from erp.kernel.access.models import User
from erp.kernel.access.rights import rights, roles_of
from erp.kernel.flows.flow import installed_flows
from erp.kernel.flows.models import Process

HUMAN = "HUMAN"
BOXES = ("inbox", "queue", "archive")


def readable_tasks() -> QuerySet[Any]:
    """Tasks of flows that this process has: viewflow cannot even read those of others (LookupError)."""
    branch = Process.objects.filter(pk=OuterRef("process_id")).values("branch_id")
    return (
        Task.objects.filter(process__flow_class__in=list(installed_flows()))
        .annotate(branch_id=Subquery(branch))
        .select_related("process", "owner", *_process_paths())
    )


def _process_paths() -> list[str]:
    """The tables of the installed flows' processes: a list reads them along, not one by one."""
    classes = {flow.process_class for flow in installed_flows().values()}
    return sorted(f"process__{path}" for each in classes if (path := _get_related_path(each, ViewflowProcess)))


def tasks_in(box: str, user: User) -> QuerySet[Any]:
    """The user's own open tasks, those he may claim, or those he has finished."""
    people = readable_tasks().filter(flow_task_type=HUMAN)
    if box == "inbox":
        return people.filter(owner=user, status=STATUS.ASSIGNED).order_by("scheduled", "created")
    if box == "queue":
        return people.filter(_claimable(user), status=STATUS.NEW).order_by("scheduled", "created")
    return people.filter(owner=user, finished__isnull=False).order_by("-finished")


def _claimable(user: User) -> Q:
    """By right, in the branches where the right holds. A task without a permission is nobody's."""
    everywhere, own = [], []
    roles = roles_of(user)
    for right in rights().scopes:
        scopes = rights().scopes_of(roles, right)
        if "all" in scopes:
            everywhere.append(right)
        elif scopes:
            own.append(right)
    return Q(owner_permission__in=everywhere) | Q(owner_permission__in=own, branch_id__in=user.branch_ids)


def process_of(task: Task) -> Any:
    """The task's process in its own class."""
    return task.process.coerced
