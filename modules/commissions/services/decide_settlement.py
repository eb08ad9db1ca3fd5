"""Approve or refuse a settlement; pay it out."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from erp.kernel.bulk.behind import written_behind
from erp.kernel.documents.refusals import Missing
from erp.kernel.events.publish import publish_all
from erp.kernel.machines.gate import fire
from erp.kernel.realtime.announce import changed
from modules.commissions.events import SettlementDecided
from modules.commissions.models import CommissionLog, CommissionSettlement
from modules.commissions.selectors.people import people_dimensions
from modules.commissions.selectors.settlements import NOUN, amounts_by_person
from modules.ledger import public as ledger


def approve_commission_settlement(*, commission_settlement_id: int, by: Any, at: datetime) -> CommissionSettlement:
    """Settle every commission of it: accrued becomes payable, a line a person. The caller holds the transaction.

    Raises Missing, NotNow, NotAllowed for whoever submitted it, PeriodNotOpen.
    """
    settlement = _locked(commission_settlement_id)
    fire(settlement, "approve", by=by, at=at, decider=by)
    with written_behind():
        for log in CommissionLog.objects.select_for_update().filter(settlement=settlement).order_by("pk"):
            fire(log, "settle", by=None, at=at)
    _post(settlement, "commission_accrued", "commission_payable", source=settlement.reference, by=by, at=at)
    _tell(settlement, by=by, at=at)
    return settlement


def refuse_commission_settlement(
    *, commission_settlement_id: int, by: Any, at: datetime, reason: str = ""
) -> CommissionSettlement:
    """Do not settle it; its commissions are free for the next one. Raises Missing, NotNow or NotAllowed."""
    settlement = _locked(commission_settlement_id)
    fire(settlement, "refuse", by=by, at=at, decider=by, why=reason)
    CommissionLog.objects.filter(settlement=settlement).update(settlement=None)
    _tell(settlement, by=by, at=at)
    return settlement


def pay_commission_settlement(*, commission_settlement_id: int, by: Any, at: datetime) -> CommissionSettlement:
    """Say that everybody of it was paid from the bank: payable / bank. Raises Missing, NotNow or PeriodNotOpen."""
    settlement = _locked(commission_settlement_id)
    fire(settlement, "pay", by=by, at=at)
    _post(settlement, "commission_payable", "bank", source=f"{settlement.reference}/payment", by=by, at=at)
    _tell(settlement, by=by, at=at)
    return settlement


def _tell(settlement: CommissionSettlement, *, by: Any, at: datetime) -> None:
    decided = SettlementDecided(
        settlement_id=settlement.pk,
        branch_id=settlement.branch_id,
        outcome=str(settlement.state),
        decided_by_id=by.pk if by is not None else None,
        decided_at=at,
    )
    publish_all([decided, changed(NOUN, settlement.pk, settlement.version, branch_id=settlement.branch_id)])


def _locked(settlement_id: int) -> CommissionSettlement:
    found = CommissionSettlement.objects.select_for_update().filter(pk=settlement_id).first()
    if found is None:
        raise Missing()
    return found


def _post(settlement: CommissionSettlement, debit: str, credit: str, *, source: str, by: Any, at: datetime) -> None:
    amounts = {staff_id: amount for staff_id, amount in amounts_by_person(settlement.pk).items() if amount}
    if not amounts:
        return
    people = people_dimensions(amounts)
    lines = []
    for staff_id, amount in amounts.items():
        person = (people[staff_id],)
        lines.append(ledger.LineIn(account=ledger.account_for(debit), debit=amount, dimensions=person))
        lines.append(ledger.LineIn(account=ledger.account_for(credit), credit=amount, dimensions=person))
    ledger.post_entry(
        source=source,
        source_number=settlement.number,
        journal="commissions",
        on=localdate(at),
        branch_id=settlement.branch_id,
        lines=lines,
        memo=settlement.number,
        by=by,
        at=at,
    )
