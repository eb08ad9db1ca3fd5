"""The takings and the revenue of a day follow its sales."""

from datetime import datetime
from uuid import UUID

from erp.kernel.events.listeners import listens
from erp.kernel.metrics.hooks import Span
from erp.kernel.metrics.store import recompute
from modules.ledger.public import refresh_revenue
from modules.patients.public import note_visit
from modules.sales.events import OrderPaid, OrderRefunded, OrderVoided, RemittanceMade
from modules.sales.public import REFUNDS, REMITTANCES, TAKINGS


@listens(OrderPaid)
@listens(OrderVoided)
@listens(OrderRefunded)
def on_sale(event: OrderPaid | OrderVoided | OrderRefunded, *, event_id: UUID) -> None:
    """Count that day again; a buyer who was never here is a new patient."""
    at = _moment(event)
    day = Span(since=event.business_on, until=event.business_on)
    for metric in (TAKINGS, REFUNDS):
        recompute(metric, branch_ids=[event.branch_id], span=day, at=at)
    if isinstance(event, OrderPaid) and event.patient_id is not None:
        note_visit(
            patient_id=event.patient_id,
            branch_id=event.branch_id,
            visited_on=event.business_on,
            source=f"sales.order:{event.order_id}",
            at=at,
        )
    refresh_revenue(days=[(event.branch_id, event.business_on)], at=at)


@listens(RemittanceMade)
def on_remittance(event: RemittanceMade, *, event_id: UUID) -> None:
    """Count the deposits and collections of that day again."""
    day = Span(since=event.business_on, until=event.business_on)
    recompute(REMITTANCES, branch_ids=[event.branch_id], span=day, at=event.made_at)


def _moment(event: OrderPaid | OrderVoided | OrderRefunded) -> datetime:
    if isinstance(event, OrderPaid):
        return event.paid_at
    return event.voided_at if isinstance(event, OrderVoided) else event.refunded_at
