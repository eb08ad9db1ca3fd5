"""Facts that start an approval, and that end it from the entry's own page."""

from uuid import UUID

from erp.kernel.events.listeners import listens
from erp.kernel.flows.services.complete_human_task import complete_newest
from erp.kernel.flows.services.start_process import start_process
from modules.ledger import public as ledger
from modules.ledger.events import EntryDecided, EntrySubmitted
from workflows.journal_approval.flow import JournalApproval
from workflows.journal_approval.process import JournalApprovalProcess


@listens(EntrySubmitted)
def on_entry_submitted(event: EntrySubmitted, *, event_id: UUID) -> None:
    """Somebody else has to decide."""
    card = ledger.entry_card(event.entry_id)
    start_process(
        JournalApproval,
        event_id=event_id,
        branch_id=event.branch_id,
        subject=f"ledger.journal_entry:{event.entry_id}",
        title=f"{card.number} {card.memo}".strip()[:160],
        entry_id=event.entry_id,
        submitted_by_id=event.submitted_by_id,
    )


@listens(EntryDecided)
def on_entry_decided(event: EntryDecided, *, event_id: UUID) -> None:
    """Decided in the inbox (then this is the echo) or on the entry's page."""
    processes = JournalApprovalProcess.objects.filter(entry_id=event.entry_id)
    complete_newest(processes, "decide", event_id, by_id=event.decided_by_id, outcome=event.outcome)
