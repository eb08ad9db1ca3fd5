"""The approver changes her mind before the payment."""

from datetime import datetime

from erp.kernel.access.models import User
from modules.sales import public as sales
from workflows.discount_approval.process import DiscountApprovalProcess


def reopen(process: DiscountApprovalProcess, *, by: User, at: datetime) -> None:
    """Approved becomes requested again; refused by sales once the order is paid."""
    sales.reopen_discount_request(discount_request_id=process.request_id, by=by, at=at)
    process.outcome = ""
    process.save()
