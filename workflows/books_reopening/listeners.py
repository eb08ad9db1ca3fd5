"""Facts that start a reopening, and that end it from the page of the periods."""

from uuid import UUID

from erp.kernel.events.listeners import listens
from erp.kernel.flows.services.complete_human_task import complete_newest
from erp.kernel.flows.services.start_process import start_process
from modules.ledger import public as ledger
from modules.ledger.events import ReopeningDecided, ReopeningRequested
from workflows.books_reopening.flow import BooksReopening
from workflows.books_reopening.process import BooksReopeningProcess


@listens(ReopeningRequested)
def on_reopening_requested(event: ReopeningRequested, *, event_id: UUID) -> None:
    """Somebody else has to decide."""
    start_process(
        BooksReopening,
        event_id=event_id,
        branch_id=event.branch_id,
        subject=f"ledger.reopening:{event.reopening_id}",
        title=ledger.reopening_card(event.reopening_id).title[:160],
        reopening_id=event.reopening_id,
        requested_by_id=event.requested_by_id,
    )


@listens(ReopeningDecided)
def on_reopening_decided(event: ReopeningDecided, *, event_id: UUID) -> None:
    """Decided in the inbox (then this is the echo) or on the page of the periods."""
    processes = BooksReopeningProcess.objects.filter(reopening_id=event.reopening_id)
    complete_newest(processes, "decide", event_id, by_id=event.decided_by_id, outcome=event.outcome)
