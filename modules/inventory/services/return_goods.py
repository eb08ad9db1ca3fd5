"""Bring part of what a document issued back: to the store it came from, or straight to loss."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from erp.kernel.money.rounding import spread
from modules.inventory.data import ReturnIn
from modules.inventory.errors import NothingIssued
from modules.inventory.models import LocationKind, MoveState, StockMove
from modules.inventory.selectors.issuing import hold_stock

BACK = """
UPDATE inventory_quant q SET quantity = q.quantity + %(quantity)s
 WHERE q.product_id = %(product)s AND q.location_id = %(store)s AND q.lot_id IS NOT DISTINCT FROM %(lot)s::bigint
"""
WORTH = """
UPDATE inventory_stockvalue v SET quantity = v.quantity + %(quantity)s, value = v.value + %(cost)s
 WHERE v.product_id = %(product)s AND v.branch_id = %(branch)s
"""
MOVE = """
INSERT INTO inventory_stockmove
       (branch_id, product_id, lot_id, origin_id, destination_id, quantity, cost, source, reason, moved_at, moved_on,
        moved_by_id, state)
SELECT %(branch)s, %(product)s, %(lot)s, %(origin)s,
       CASE WHEN %(to_stock)s THEN %(store)s ELSE
         (SELECT d.id FROM inventory_location d WHERE d.branch_id = %(branch)s AND d.kind = %(loss)s LIMIT 1) END,
       %(quantity)s, %(cost)s, %(source)s, %(reason)s, %(at)s, %(on)s, %(by)s, 'done'
"""


@dataclass(slots=True)
class _Out:
    """A move that took goods out, with what of it is still out."""

    move: StockMove
    left: Decimal


def return_goods(
    *,
    issued_by: str,
    returned_by: Sequence[str],
    lines: Sequence[ReturnIn],
    source: str,
    at: datetime,
    on: date,
    by: Any,
    reason: str = "",
) -> None:
    """Take goods back that `issued_by` moved out, less what `returned_by` brought back before.

    The caller holds the transaction and posts the cost. Raises NothingIssued when less is out than is returned.
    """
    moves = list(StockMove.objects.filter(source=issued_by, state=MoveState.DONE).order_by("pk"))
    if not moves:
        raise NothingIssued(source=issued_by)
    hold_stock(moves[0].branch_id, [line.product_id for line in lines])
    out = _still_out(moves, returned_by)
    for line in lines:
        taken = _take(out.get(line.product_id, []), line, issued_by)
        costs = spread(line.cost, [quantity for _move, quantity in taken])
        for (move, quantity), cost in zip(taken, costs, strict=True):
            _write(move, quantity, cost, line, {"source": source, "reason": reason, "at": at, "on": on, "by": by})


def _still_out(moves: Sequence[StockMove], returned_by: Sequence[str]) -> dict[int, list[_Out]]:
    back: dict[tuple[int, int | None], Decimal] = defaultdict(Decimal)
    for move in StockMove.objects.filter(source__in=returned_by, state=MoveState.DONE):
        back[move.product_id, move.lot_id] += move.quantity
    out: dict[int, list[_Out]] = defaultdict(list)
    for move in moves:
        gone = min(move.quantity, back[move.product_id, move.lot_id])
        back[move.product_id, move.lot_id] -= gone
        out[move.product_id].append(_Out(move, move.quantity - gone))
    return out


def _take(out: Sequence[_Out], line: ReturnIn, issued_by: str) -> list[tuple[StockMove, Decimal]]:
    wanted, taken = line.quantity, []
    for each in out:
        give = min(wanted, each.left)
        if give > 0:
            each.left -= give
            wanted -= give
            taken.append((each.move, give))
    if wanted > 0:
        raise NothingIssued(source=issued_by, product_id=line.product_id, missing=str(wanted))
    return taken


def _write(move: StockMove, quantity: Decimal, cost: Decimal, line: ReturnIn, said: dict[str, Any]) -> None:
    values = {
        **said,
        "by": said["by"].pk if said["by"] is not None else None,
        "branch": move.branch_id,
        "product": move.product_id,
        "lot": move.lot_id,
        "origin": move.destination_id,
        "store": move.origin_id,
        "to_stock": line.to_stock,
        "loss": LocationKind.LOSS,
        "quantity": quantity,
        "cost": cost,
    }
    with connection.cursor() as cursor:
        if line.to_stock:
            cursor.execute(BACK, values)
            cursor.execute(WORTH, values)
        cursor.execute(MOVE, values)
