"""What can be settled, and what has been."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from erp.kernel.documents.refusals import Missing
from modules.commissions.data import SettlementCard
from modules.commissions.models import CommissionLog, CommissionSettlement, SettlementState
from modules.commissions.models.settlement import DECIDED_FOR

ZERO = Decimal("0.00")
NOUN = "commissions.commission_settlement"


def settlement_card(settlement_id: int) -> SettlementCard:
    """One settlement. Raises Missing."""
    found = CommissionSettlement.objects.select_related("submitted_by").filter(pk=settlement_id).first()
    if found is None:
        raise Missing()
    return SettlementCard(
        id=found.pk,
        number=found.number,
        amount=found.amount,
        people=found.people,
        until_on=found.until_on,
        submitted_by=str(found.submitted_by or ""),
    )


def to_settle(*, branch_id: int, until_on: date) -> dict[int, list[int]]:
    """Ids of unsettled logs by person, locked, of everybody who is not in debt."""
    logs = (
        CommissionLog.objects.select_for_update()
        .filter(branch_id=branch_id, business_on__lte=until_on, settlement__isnull=True)
        .order_by("pk")
    )
    sums: dict[int, Decimal] = defaultdict(lambda: ZERO)
    found: dict[int, list[int]] = defaultdict(list)
    for log in logs:
        sums[log.staff_id] += log.amount
        found[log.staff_id].append(log.pk)
    return {staff_id: ids for staff_id, ids in found.items() if sums[staff_id] >= 0}


def accrued_unsettled(*, branch_id: int | None, as_of: date | None) -> Decimal:
    """What was accrued until a day and not settled until then."""
    logs = _of_branch(branch_id)
    if as_of is not None:
        logs = logs.filter(business_on__lte=as_of)
    return _sum(logs) - settled(branch_id=branch_id, as_of=as_of)


def settled(*, branch_id: int | None, as_of: date | None) -> Decimal:
    """What was settled until a day, paid out or not."""
    return _sum(_of_branch(branch_id).filter(settlement__state__in=DECIDED_FOR, **_until("settled_on", as_of)))


def payable(*, branch_id: int | None, as_of: date | None) -> Decimal:
    """What was settled until a day and not paid out until then."""
    paid = _of_branch(branch_id).filter(settlement__state=SettlementState.PAID, **_until("paid_on", as_of))
    return settled(branch_id=branch_id, as_of=as_of) - _sum(paid)


def amounts_by_person(settlement_id: int) -> dict[int, Decimal]:
    """What each person gets of a settlement."""
    rows = CommissionLog.objects.filter(settlement=settlement_id).values("staff_id").annotate(total=Sum("amount"))
    return {row["staff_id"]: row["total"] for row in rows.order_by("staff_id")}


def _until(field: str, as_of: date | None) -> dict[str, date]:
    return {} if as_of is None else {f"settlement__{field}__lte": as_of}


def _of_branch(branch_id: int | None) -> QuerySet[CommissionLog]:
    logs = CommissionLog.objects.all()
    return logs if branch_id is None else logs.filter(branch_id=branch_id)


def _sum(logs: QuerySet[CommissionLog]) -> Decimal:
    return logs.aggregate(total=Sum("amount"))["total"] or ZERO
