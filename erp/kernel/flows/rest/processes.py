"""The doors of processes."""

from typing import Any

from django.utils.encoding import force_str
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.documents.refusals import Missing
from erp.kernel.flows.models import Process
from erp.kernel.flows.picture import picture_of
from erp.kernel.flows.rest.serializers import PictureSerializer, ProcessListSerializer, ProcessSerializer
from erp.kernel.flows.selectors.cards import process_card, process_line, steps_of
from erp.kernel.flows.selectors.processes import visible_processes
from erp.kernel.flows.services.cancel_process import cancel_process
from erp.kernel.rest.doors import CommandView, ReadView

MOST = 50


def visible_process(pk: int, user: Any) -> Process:
    """The process, if the user may see it. Raises Missing."""
    process = visible_processes(user).filter(pk=pk).first()
    if process is None:
        raise Missing()
    return process


class ProcessesView(ReadView):
    """Processes about a record, the newest first."""

    right = "flows.read_process"
    answer = ProcessListSerializer
    parameters = (OpenApiParameter("subject", str, description="Reference of a record, sales.order:15"),)

    def get(self, request: Request) -> Response:
        """List them."""
        processes = visible_processes(self.user).order_by("-pk")
        if subject := request.query_params.get("subject"):
            processes = processes.filter(subject=subject)
        return Response({"count": processes.count(), "results": [process_line(each) for each in processes[:MOST]]})


class ProcessView(ReadView):
    """A process with its history, its facts and where it stands."""

    right = "flows.read_process"
    answer = ProcessSerializer

    def get(self, request: Request, pk: int) -> Response:
        """Show it."""
        return Response(process_card(visible_process(pk, self.user), self.user, at=self.now()))


class PictureView(ReadView):
    """The process as a picture, and the same in words."""

    right = "flows.read_process"
    answer = PictureSerializer

    def get(self, request: Request, pk: int) -> Response:
        """Draw it."""
        process = visible_process(pk, self.user).coerced
        title = force_str(process.flow_class.process_title)
        return Response({"title": title, "svg": picture_of(process), "steps": steps_of(process)})


class CancelProcessView(CommandView):
    """End a process before its end."""

    right = "flows.manage_process"
    answer = ProcessSerializer

    def post(self, request: Request, pk: int) -> Response:
        """Cancel it."""
        visible_process(pk, self.user)
        cancel_process(process_id=pk, by=self.user, at=self.now())
        return Response(process_card(visible_process(pk, self.user), self.user, at=self.now()))
