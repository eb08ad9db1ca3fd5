"""Facts that start an approval, and that end it from the till."""

from uuid import UUID

from django.utils import timezone

from erp.kernel.events.listeners import listens
from erp.kernel.flows.services.cancel_process import cancel_process
from erp.kernel.flows.services.complete_human_task import complete_human_task, complete_newest
from erp.kernel.flows.services.start_process import start_process
from modules.sales import public as sales
from modules.sales.events import DiscountDecided, DiscountRequested, OrderDropped, OrderPaid
from workflows.discount_approval.flow import DiscountApproval
from workflows.discount_approval.process import DiscountApprovalProcess


@listens(DiscountRequested)
@listens(DiscountDecided)
def on_discount(event: DiscountRequested | DiscountDecided, *, event_id: UUID) -> None:
    """A request starts an approval; a decision taken elsewhere (PIN at the till, withdrawn) completes it."""
    if isinstance(event, DiscountRequested):
        card = sales.request_card(event.request_id)
        start_process(
            DiscountApproval,
            event_id=event_id,
            branch_id=event.branch_id,
            subject=f"sales.order:{event.order_id}",
            title=card.reason,
            request_id=event.request_id,
            order_id=event.order_id,
            requested_by_id=event.requested_by_id,
        )
        return
    if event.outcome == "requested":
        return
    by_id = event.decided_by_id if event.outcome != "withdrawn" else None
    processes = DiscountApprovalProcess.objects.filter(request_id=event.request_id)
    complete_newest(processes, "decide", event_id, by_id=by_id, outcome=event.outcome)


@listens(OrderPaid)
@listens(OrderDropped)
def on_order(event: OrderPaid | OrderDropped, *, event_id: UUID) -> None:
    """The order is settled: an approval cannot be taken back any more, an undecided request has nothing to decide."""
    for process in DiscountApprovalProcess.objects.filter(order_id=event.order_id, finished__isnull=True):
        if process.outcome == "approved":
            complete_human_task(process, "take_payment", event_id)
        else:
            cancel_process(process_id=process.pk, by=None, at=timezone.now())
