"""Facts that start a decision, and that end it from the course's page."""

from uuid import UUID

from django.utils import timezone

from erp.kernel.events.listeners import listens
from erp.kernel.flows.services.cancel_process import cancel_process
from erp.kernel.flows.services.complete_human_task import complete_newest
from erp.kernel.flows.services.start_process import start_process
from modules.courses import public as courses
from modules.courses.events import CourseChangeDecided, CourseChangeRequested
from workflows.course_change.flow import CourseChangeFlow
from workflows.course_change.process import CourseChangeProcess


@listens(CourseChangeRequested)
@listens(CourseChangeDecided)
def on_change(event: CourseChangeRequested | CourseChangeDecided, *, event_id: UUID) -> None:
    """A wish starts a decision; what is decided or withdrawn elsewhere ends it."""
    if isinstance(event, CourseChangeRequested):
        start_process(
            CourseChangeFlow,
            event_id=event_id,
            branch_id=event.branch_id,
            subject=f"courses.user_course_balance:{event.balance_id}",
            title=courses.change_card(event.change_id).reason[:160],
            change_id=event.change_id,
            balance_id=event.balance_id,
            requested_by_id=event.requested_by_id,
        )
        return
    processes = CourseChangeProcess.objects.filter(change_id=event.change_id)
    if event.outcome != "withdrawn":
        complete_newest(processes, "decide", event_id, by_id=event.decided_by_id, outcome=event.outcome)
        return
    process = processes.order_by("-pk").first()
    if process is not None and process.finished is None:
        cancel_process(process_id=process.pk, by=None, at=timezone.now())
