"""One function a node, one call to one public face."""

from datetime import datetime
from typing import Any

from erp.kernel.access.models import User
from modules.sales import public as sales
from workflows.refund_approval.process import RefundApprovalProcess

OUTCOMES = {"approve": "approved", "refuse": "refused"}


def requester(process: RefundApprovalProcess) -> int:
    """Who may not decide."""
    return process.requested_by_id


def decide(process: RefundApprovalProcess, *, choice: str, note: str, by: User, at: datetime) -> None:
    """Approve or refuse, in sales."""
    carry_out = sales.approve_refund if choice == "approve" else sales.refuse_refund
    carry_out(refund_id=process.refund_id, reason=note, by=by, at=at)
    process.outcome = OUTCOMES[choice]


def till_link(process: RefundApprovalProcess) -> str:
    """Where the cashier goes on."""
    return f"/pos/refund/{process.order_id}"


def is_approved(activation: Any) -> bool:
    """Which end."""
    return bool(activation.process.outcome == "approved")
