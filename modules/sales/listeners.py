"""The takings and the revenue of a day follow its sales."""

from uuid import UUID

from erp.kernel.events.listeners import listens
from erp.kernel.metrics.hooks import Span
from erp.kernel.metrics.store import recompute
from modules.ledger.public import refresh_revenue
from modules.patients.public import note_visit
from modules.sales.events import OrderPaid, OrderVoided
from modules.sales.public import TAKINGS


@listens(OrderPaid)
@listens(OrderVoided)
def on_sale(event: OrderPaid | OrderVoided, *, event_id: UUID) -> None:
    """Count that day again; a buyer who was never here is a new patient."""
    at = event.paid_at if isinstance(event, OrderPaid) else event.voided_at
    day = Span(since=event.business_on, until=event.business_on)
    recompute(TAKINGS, branch_ids=[event.branch_id], span=day, at=at)
    if isinstance(event, OrderPaid) and event.patient_id is not None:
        note_visit(
            patient_id=event.patient_id,
            branch_id=event.branch_id,
            visited_on=event.business_on,
            source=f"sales.order:{event.order_id}",
            at=at,
        )
    refresh_revenue(days=[(event.branch_id, event.business_on)], at=at)
