"""Facts that start an approval, and that move it on from the settlement's own page."""

from uuid import UUID

from erp.kernel.events.listeners import listens
from erp.kernel.flows.services.complete_human_task import complete_newest
from erp.kernel.flows.services.start_process import start_process
from modules.commissions import public as commissions
from modules.commissions.events import SettlementDecided, SettlementSubmitted
from workflows.settlement_approval.flow import SettlementApproval
from workflows.settlement_approval.process import SettlementApprovalProcess


@listens(SettlementSubmitted)
def on_settlement_submitted(event: SettlementSubmitted, *, event_id: UUID) -> None:
    """Somebody else has to decide."""
    start_process(
        SettlementApproval,
        event_id=event_id,
        branch_id=event.branch_id,
        subject=f"commissions.commission_settlement:{event.settlement_id}",
        title=commissions.settlement_card(event.settlement_id).number,
        settlement_id=event.settlement_id,
        submitted_by_id=event.submitted_by_id,
    )


@listens(SettlementDecided)
def on_settlement_decided(event: SettlementDecided, *, event_id: UUID) -> None:
    """Decided in the inbox (then this is the echo) or on the settlement's page; or paid out there."""
    node = "pay_out" if event.outcome == "paid" else "decide"
    processes = SettlementApprovalProcess.objects.filter(settlement_id=event.settlement_id)
    complete_newest(processes, node, event_id, by_id=event.decided_by_id, outcome=event.outcome)
