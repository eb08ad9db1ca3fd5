"""One function a node, one call to one public face."""

from datetime import datetime
from typing import Any

from erp.kernel.access.models import User
from modules.commissions import public as commissions
from workflows.settlement_approval.process import SettlementApprovalProcess


def requester(process: SettlementApprovalProcess) -> int:
    """Who may not decide."""
    return process.submitted_by_id


def decide(process: SettlementApprovalProcess, *, choice: str, note: str, by: User, at: datetime) -> None:
    """Approve or refuse, in commissions."""
    if choice == "approve":
        commissions.approve_commission_settlement(commission_settlement_id=process.settlement_id, by=by, at=at)
        process.outcome = "approved"
    else:
        commissions.refuse_commission_settlement(
            commission_settlement_id=process.settlement_id, reason=note, by=by, at=at
        )
        process.outcome = "refused"


def settlement_link(process: SettlementApprovalProcess) -> str:
    """Where the accountant says that it was paid."""
    return f"/form/commissions.commission_settlement/{process.settlement_id}"


def is_approved(activation: Any) -> bool:
    """Which end."""
    return bool(activation.process.outcome == "approved")
