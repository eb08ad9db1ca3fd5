"""Correct the stock to what is really there, at the weighted average, and post the difference."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from erp.kernel.access.models import Branch
from erp.kernel.money.rounding import money
from erp.kernel.sequences.numbers import take_number
from modules.inventory.data import IssueIn
from modules.inventory.errors import QuantityNotPositive
from modules.inventory.models import LocationKind, MoveState, StockAdjustment, StockMove, StockValue
from modules.inventory.services.issue import issue
from modules.inventory.services.open_locations import open_locations
from modules.ledger import public as ledger

FOUND = """
INSERT INTO inventory_quant (product_id, location_id, lot_id, quantity) VALUES (%s, %s, %s, %s)
ON CONFLICT (product_id, location_id, lot_id) DO UPDATE SET quantity = inventory_quant.quantity + excluded.quantity
"""


def adjust_stock(
    *,
    branch_id: int,
    product_id: int,
    change: Decimal,
    reason: str,
    by: Any,
    at: datetime,
    lot_id: int | None = None,
    on: date | None = None,
) -> StockAdjustment:
    """Take `change` (negative: waste, shortage) or add it (found). The caller holds the transaction.

    Raises OutOfStock when less is there than should go.
    """
    if change == 0:
        raise QuantityNotPositive(field="change")
    day = on or localdate(at)
    adjustment = StockAdjustment.objects.create(
        number=take_number("ADJ", branch=Branch.objects.get(pk=branch_id), on=day),
        branch_id=branch_id,
        product_id=product_id,
        lot_id=lot_id,
        reason=reason,
        change=change,
        done_on=day,
        done_by=by,
    )
    if change < 0:
        wanted = [IssueIn(product_id, -change, lot_id)]
        lost = issue(
            branch_id=branch_id,
            lines=wanted,
            source=adjustment.reference,
            at=at,
            by=by,
            on=day,
            to=LocationKind.LOSS,
            reason=reason,
        )
        cost = -sum((line.cost for line in lost), Decimal("0.00"))
    else:
        cost = _find(adjustment, at=at, by=by)
    if cost:
        _post(adjustment, cost, by=by, at=at)
    return adjustment


def _find(adjustment: StockAdjustment, *, at: datetime, by: Any) -> Decimal:
    places = open_locations(branch_id=adjustment.branch_id)
    store = places[LocationKind.STORE]
    with connection.cursor() as cursor:
        cursor.execute(FOUND, [adjustment.product_id, store.pk, adjustment.lot_id, adjustment.change])
    StockValue.objects.get_or_create(product_id=adjustment.product_id, branch_id=adjustment.branch_id)
    worth = StockValue.objects.select_for_update().get(product_id=adjustment.product_id, branch_id=adjustment.branch_id)
    cost = money(worth.value * adjustment.change / worth.quantity) if worth.quantity else Decimal("0.00")
    worth.quantity += adjustment.change
    worth.value += cost
    worth.save()
    StockMove.objects.create(
        branch_id=adjustment.branch_id,
        product_id=adjustment.product_id,
        lot_id=adjustment.lot_id,
        origin=places[LocationKind.SHORTAGE],
        destination=store,
        quantity=adjustment.change,
        cost=cost,
        source=adjustment.reference,
        reason=adjustment.reason,
        moved_at=at,
        moved_on=adjustment.done_on,
        moved_by=by,
        state=MoveState.DONE,
    )
    return cost


def _post(adjustment: StockAdjustment, cost: Decimal, *, by: Any, at: datetime) -> None:
    roles = ledger.accounts_by_role()
    gained, lost = (roles["stock"], roles["stock_loss"]) if cost > 0 else (roles["stock_loss"], roles["stock"])
    ledger.post_entry(
        source=adjustment.reference,
        source_number=adjustment.number,
        journal="inventory",
        on=adjustment.done_on,
        branch_id=adjustment.branch_id,
        lines=[ledger.LineIn(gained, debit=abs(cost)), ledger.LineIn(lost, credit=abs(cost))],
        memo=adjustment.reason,
        by=by,
        at=at,
    )
