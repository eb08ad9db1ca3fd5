"""Submit what a branch's people have earned until a day, to be settled."""

from datetime import date, datetime
from typing import Any

from django.db.models import Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from erp.kernel.access.models import Branch
from erp.kernel.documents.refusals import Invalid
from erp.kernel.events.publish import publish_all
from erp.kernel.machines.gate import born
from erp.kernel.realtime.announce import changed
from erp.kernel.sequences.numbers import take_number
from modules.commissions.errors import NothingToSettle, SettlementOpen
from modules.commissions.events import SettlementSubmitted
from modules.commissions.models import CommissionLog, CommissionSettlement, SettlementState
from modules.commissions.selectors.settlements import NOUN, to_settle


def submit_settlement(*, branch_id: int, until_on: date, by: Any, at: datetime) -> CommissionSettlement:
    """Collect every commission until `until_on` that nobody has settled. The caller holds the transaction.

    Whoever has been clawed back more than was earned waits: those logs stay for a later settlement.
    Raises Invalid for a day to come, SettlementOpen, or NothingToSettle.
    """
    if until_on > localdate(at):
        raise Invalid(_("Choose today or an earlier day."), field="until_on", code="commissions.settlement.future")
    branch = Branch.objects.select_for_update().get(pk=branch_id)
    waiting = CommissionSettlement.objects.filter(branch=branch, state=SettlementState.SUBMITTED).first()
    if waiting is not None:
        raise SettlementOpen(settlement=waiting.pk, number=waiting.number)
    found = to_settle(branch_id=branch_id, until_on=until_on)
    log_ids = [log_id for logs in found.values() for log_id in logs]
    if not log_ids:
        raise NothingToSettle(field="until_on")
    settlement = CommissionSettlement(
        branch=branch,
        until_on=until_on,
        amount=CommissionLog.objects.filter(pk__in=log_ids).aggregate(total=Sum("amount"))["total"],
        people=len(found),
        submitted_by=by,
        submitted_at=at,
        number=take_number("CS", branch=branch, on=localdate(at)),
    )
    born(settlement, by=by, at=at)
    CommissionLog.objects.filter(pk__in=log_ids).update(settlement=settlement)
    asked = SettlementSubmitted(
        settlement_id=settlement.pk,
        branch_id=branch_id,
        submitted_by_id=by.pk if by is not None else 0,
        submitted_at=at,
    )
    publish_all([asked, changed(NOUN, settlement.pk, settlement.version, branch_id=branch_id)])
    return settlement
