"""Who may decide what, beyond the table of rights."""

from typing import Any

from erp.kernel.access.rights import may
from modules.commissions.models import CommissionSettlement


def may_decide(user: Any, settlement: CommissionSettlement) -> bool:
    """A manager of the branch who did not submit it."""
    return settlement.submitted_by_id != user.pk and may(user, "commissions.approve_commission_settlement", settlement)
