"""Approve one computed commission."""

from datetime import datetime
from typing import Any

from erp.kernel.machines.gate import fire
from modules.commissions.models import CommissionLog


def approve_commission_log(*, commission_log_id: int, by: Any, at: datetime) -> CommissionLog:
    """Approve an accrued commission. Raises NotNow or NotAllowed."""
    log = CommissionLog.objects.select_for_update().get(pk=commission_log_id)
    fire(log, "approve", by=by, at=at)
    return log
