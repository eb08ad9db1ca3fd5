"""The inbox's doors."""

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.documents.refusals import Missing
from erp.kernel.flows.flow import installed_flows
from erp.kernel.flows.rest.serializers import (
    BoxQuerySerializer,
    DecisionSerializer,
    TaskListSerializer,
    TaskSerializer,
)
from erp.kernel.flows.selectors.cards import task_card
from erp.kernel.flows.selectors.processes import visible_processes
from erp.kernel.flows.selectors.tasks import readable_tasks, tasks_in
from erp.kernel.flows.services.cancel_task import cancel_task
from erp.kernel.flows.services.claim_task import claim_task
from erp.kernel.flows.services.complete_task import complete_task
from erp.kernel.flows.services.release_task import release_task
from erp.kernel.flows.services.retry_task import retry_task
from erp.kernel.flows.services.undo_task import undo_task
from erp.kernel.rest.doors import CommandView, ReadView


class TasksView(ReadView):
    """Tasks in a box of the caller: his own, those he may take, those he has done."""

    right = "flows.read_task"
    answer = TaskListSerializer
    parameters = (
        OpenApiParameter("box", str, enum=["inbox", "queue", "archive"]),
        OpenApiParameter("flow", str, description="Name of a flow"),
        OpenApiParameter("subject", str, description="Reference of a record, sales.order:15"),
        OpenApiParameter("limit", int),
        OpenApiParameter("offset", int),
    )

    def get(self, request: Request) -> Response:
        """List them, the most urgent first."""
        query = BoxQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        tasks = tasks_in(asked["box"], self.user)
        if asked["flow"]:
            references = [ref for ref, flow in installed_flows().items() if flow.__name__ == asked["flow"]]
            tasks = tasks.filter(process__flow_class__in=references)
        if asked["subject"]:
            processes = visible_processes(self.user).filter(subject=asked["subject"])
            tasks = tasks.filter(process_id__in=processes.values("pk"))
        page = tasks[asked["offset"] : asked["offset"] + asked["limit"]]
        return Response(
            {
                "count": tasks.count(),
                "limit": asked["limit"],
                "offset": asked["offset"],
                "counts": {box: tasks_in(box, self.user).count() for box in ("inbox", "queue")},
                "results": [task_card(task, self.user, at=self.now()) for task in page],
            }
        )


class TaskView(ReadView):
    """One task of a process that the caller may see."""

    right = "flows.read_task"
    answer = TaskSerializer

    def get(self, request: Request, pk: int) -> Response:
        """Show it."""
        return Response(task_card(visible_task(pk, self.user), self.user, at=self.now()))


class TaskVerbView(CommandView):
    """A verb said to a task. Who may is asked by the service, under the lock."""

    right = "flows.act_task"
    answer = TaskSerializer
    service: ClassVar[Callable[..., Any]]

    def post(self, request: Request, pk: int) -> Response:
        """Say it."""
        visible_task(pk, self.user)
        task = type(self).service(task_id=pk, by=self.user, at=self.now(), **self.read())
        return Response(task_card(visible_task(task.pk, self.user), self.user, at=self.now()))


def visible_task(pk: int, user: Any) -> Any:
    """The task, if its process is one that the user may see. Raises Missing."""
    task = readable_tasks().filter(pk=pk, process_id__in=visible_processes(user).values("pk")).first()
    if task is None:
        raise Missing()
    return task


def verb(name: str, service: Callable[..., Any], body: type[serializers.Serializer] | None = None) -> Any:
    """The view of one verb."""
    members = {"service": staticmethod(service), "body": body, "__doc__": service.__doc__, "__module__": __name__}
    return type(f"{name.capitalize()}TaskView", (TaskVerbView,), members).as_view()  # type: ignore[attr-defined]


VERBS = {
    "claim": verb("claim", claim_task),
    "release": verb("release", release_task),
    "complete": verb("complete", complete_task, DecisionSerializer),
    "cancel": verb("cancel", cancel_task),
    "undo": verb("undo", undo_task),
    "retry": verb("retry", retry_task),
}
