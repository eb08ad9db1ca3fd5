"""The approver changes her mind before the money is out."""

from datetime import datetime

from erp.kernel.access.models import User
from modules.sales import public as sales
from workflows.refund_approval.process import RefundApprovalProcess


def reopen(process: RefundApprovalProcess, *, by: User, at: datetime) -> None:
    """Approved becomes requested again; refused by sales once it is paid out."""
    sales.reopen_refund(refund_id=process.refund_id, by=by, at=at)
    process.outcome = ""
    process.save()
