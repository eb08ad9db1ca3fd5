"""Carry stock from one place to another; between branches its value moves with it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from erp.kernel.access.models import Branch
from erp.kernel.sequences.numbers import take_number
from modules.inventory.errors import OutOfStock, QuantityNotPositive
from modules.inventory.models import Location, MoveState, Quant, StockMove, StockTransfer, StockValue
from modules.inventory.selectors.issuing import share_of_value
from modules.ledger import public as ledger

PUT = """
INSERT INTO inventory_quant (product_id, location_id, lot_id, quantity) VALUES (%s, %s, %s, %s)
ON CONFLICT (product_id, location_id, lot_id) DO UPDATE SET quantity = inventory_quant.quantity + excluded.quantity
"""


def transfer_stock(
    *,
    origin_id: int,
    destination_id: int,
    product_id: int,
    quantity: Decimal,
    reason: str,
    by: Any,
    at: datetime,
    lot_id: int | None = None,
    on: date | None = None,
) -> StockTransfer:
    """Move `quantity` between two stores or rooms. The caller holds the transaction. Raises OutOfStock."""
    if quantity <= 0:
        raise QuantityNotPositive(field="quantity")
    day = on or localdate(at)
    origin, destination = (Location.objects.get(pk=pk) for pk in (origin_id, destination_id))
    quants = Quant.objects.select_for_update().filter(product_id=product_id, location=origin)
    held = (quants.filter(lot__isnull=True) if lot_id is None else quants.filter(lot_id=lot_id)).first()
    if held is None or held.quantity < quantity:
        available = held.quantity if held else Decimal(0)
        raise OutOfStock(product_id=product_id, lot_id=lot_id, wanted=str(quantity), available=str(available))
    held.quantity -= quantity
    held.save()
    with connection.cursor() as cursor:
        cursor.execute(PUT, [product_id, destination.pk, lot_id, quantity])
    transfer = StockTransfer.objects.create(
        number=take_number("TRF", branch=Branch.objects.get(pk=origin.branch_id), on=day),
        branch_id=origin.branch_id,
        product_id=product_id,
        lot_id=lot_id,
        origin=origin,
        destination=destination,
        quantity=quantity,
        reason=reason,
        done_on=day,
        done_by=by,
    )
    cost = _carry_value(transfer, by=by, at=at) if origin.branch_id != destination.branch_id else Decimal("0.00")
    StockMove.objects.create(
        branch_id=origin.branch_id,
        product_id=product_id,
        lot_id=lot_id,
        origin=origin,
        destination=destination,
        quantity=quantity,
        cost=cost,
        source=transfer.reference,
        reason=reason,
        moved_at=at,
        moved_on=day,
        moved_by=by,
        state=MoveState.DONE,
    )
    return transfer


def _carry_value(transfer: StockTransfer, *, by: Any, at: datetime) -> Decimal:
    there = transfer.destination.branch_id
    StockValue.objects.get_or_create(product_id=transfer.product_id, branch_id=there)
    worth = {
        value.branch_id: value
        for value in StockValue.objects.select_for_update()
        .filter(product_id=transfer.product_id, branch_id__in=[transfer.branch_id, there])
        .order_by("pk")
    }
    cost = share_of_value(worth[transfer.branch_id].value, transfer.quantity, worth[transfer.branch_id].quantity)
    for branch_id, sign in ((transfer.branch_id, -1), (there, 1)):
        worth[branch_id].quantity += sign * transfer.quantity
        worth[branch_id].value += sign * cost
        worth[branch_id].save()
    if cost:
        stock = ledger.account_for("stock")
        ledger.post_entry(
            source=transfer.reference,
            source_number=transfer.number,
            journal="inventory",
            on=transfer.done_on,
            branch_id=transfer.branch_id,
            lines=[
                ledger.LineIn(stock, debit=cost, branch_id=there),
                ledger.LineIn(stock, credit=cost, branch_id=transfer.branch_id),
            ],
            memo=transfer.reason,
            by=by,
            at=at,
        )
    return cost
