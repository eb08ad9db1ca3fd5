"""One function a node, one call to one public face."""

from datetime import datetime
from typing import Any

from erp.kernel.access.models import User
from modules.sales import public as sales
from workflows.discount_approval.process import DiscountApprovalProcess

OUTCOMES = {"approve": "approved", "refuse": "refused"}


def requester(process: DiscountApprovalProcess) -> int:
    """Who may not decide."""
    return process.requested_by_id


def decide(process: DiscountApprovalProcess, *, choice: str, note: str, by: User, at: datetime) -> None:
    """Approve or refuse, in sales."""
    carry_out = sales.approve_discount_request if choice == "approve" else sales.refuse_discount_request
    carry_out(discount_request_id=process.request_id, reason=note, by=by, at=at)
    process.outcome = OUTCOMES[choice]


def till_link(process: DiscountApprovalProcess) -> str:
    """Where the cashier goes on."""
    return f"/pos?order={process.order_id}"


def is_approved(activation: Any) -> bool:
    """Which end."""
    return bool(activation.process.outcome == "approved")
