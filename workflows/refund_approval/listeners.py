"""Facts that start an approval, and that end it from the till."""

from uuid import UUID

from django.utils import timezone

from erp.kernel.access.models import User
from erp.kernel.events.listeners import listens
from erp.kernel.flows.services.cancel_process import cancel_process
from erp.kernel.flows.services.complete_human_task import complete_human_task
from erp.kernel.flows.services.start_process import start_process
from modules.sales import public as sales
from modules.sales.events import RefundDecided, RefundRequested
from workflows.refund_approval.flow import RefundApproval
from workflows.refund_approval.process import RefundApprovalProcess


@listens(RefundRequested)
@listens(RefundDecided)
def on_refund(event: RefundRequested | RefundDecided, *, event_id: UUID) -> None:
    """A request starts an approval; what is decided, withdrawn or paid elsewhere moves it on."""
    if isinstance(event, RefundRequested):
        start_process(
            RefundApproval,
            event_id=event_id,
            branch_id=event.branch_id,
            subject=f"sales.order:{event.order_id}",
            title=sales.refund_card(event.refund_id).reason,
            refund_id=event.refund_id,
            order_id=event.order_id,
            requested_by_id=event.requested_by_id,
        )
        return
    process = RefundApprovalProcess.objects.filter(refund_id=event.refund_id).order_by("-pk").first()
    if process is None or process.finished is not None or event.outcome == "requested":
        return
    by = User.objects.filter(pk=event.decided_by_id or 0).first()
    if event.outcome == "paid":
        complete_human_task(process, "pay_out", event_id, by=by)
    elif event.outcome == "withdrawn":
        cancel_process(process_id=process.pk, by=None, at=timezone.now())
    else:
        complete_human_task(process, "decide", event_id, by=by, outcome=event.outcome)
