"""Bring back what a document issued: the mirror of its moves, at the cost it left with."""

from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from modules.inventory.data import ValuationLine
from modules.inventory.errors import NothingIssued
from modules.inventory.models import MoveState, StockMove
from modules.inventory.selectors.issuing import hold_stock

BACK = """
UPDATE inventory_quant q SET quantity = q.quantity + u.quantity
  FROM (SELECT m.product_id, m.lot_id, m.origin_id, sum(m.quantity) AS quantity FROM inventory_stockmove m
         WHERE m.source = %(source)s AND m.state = 'done' GROUP BY 1, 2, 3) u
 WHERE q.product_id = u.product_id AND q.location_id = u.origin_id AND q.lot_id IS NOT DISTINCT FROM u.lot_id
"""
WORTH = """
UPDATE inventory_stockvalue v SET quantity = v.quantity + u.quantity, value = v.value + u.cost
  FROM (SELECT m.product_id, sum(m.quantity) AS quantity, sum(m.cost) AS cost FROM inventory_stockmove m
         WHERE m.source = %(source)s AND m.state = 'done' GROUP BY 1) u
 WHERE v.product_id = u.product_id AND v.branch_id = %(branch)s
"""
MOVES = """
INSERT INTO inventory_stockmove
       (branch_id, product_id, lot_id, origin_id, destination_id, quantity, cost, source, reason, moved_at, moved_on,
        moved_by_id, state)
SELECT m.branch_id, m.product_id, m.lot_id, m.destination_id, m.origin_id, m.quantity, m.cost, %(returned)s,
       %(reason)s, %(at)s, %(on)s, %(by)s, 'done'
  FROM inventory_stockmove m WHERE m.source = %(source)s AND m.state = 'done' ORDER BY m.id
"""


def return_issue(
    *, source: str, at: datetime, by: Any, on: date | None = None, reason: str = ""
) -> list[ValuationLine]:
    """Undo the issue of `source`, once. The caller holds the transaction and posts the mirror of the cost.

    Raises NothingIssued when the document moved nothing, or was returned before.
    """
    returned = f"{source}/return"
    moves = list(StockMove.objects.filter(source=source, state=MoveState.DONE).order_by("pk"))
    if not moves:
        raise NothingIssued(source=source)
    branch_id = moves[0].branch_id
    hold_stock(branch_id, [move.product_id for move in moves])
    if StockMove.objects.filter(source=returned).exists():
        raise NothingIssued(source=source)
    values = {
        "source": source,
        "returned": returned,
        "branch": branch_id,
        "reason": reason,
        "at": at,
        "on": on or localdate(at),
        "by": by.pk if by is not None else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(BACK, values)
        cursor.execute(WORTH, values)
        cursor.execute(MOVES, values)
    return [ValuationLine(move.product_id, move.lot_id, move.quantity, move.cost) for move in moves]
