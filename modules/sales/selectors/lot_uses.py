"""Where a lot went over the counter."""

from django.db import connection

from modules.inventory.data import LotUseRow

USES = """
SELECT 'sales.order', coalesce(nullif(o.number, ''), 'sales.order:' || o.id), o.patient_id, m.quantity, m.moved_at
  FROM inventory_stockmove m
  JOIN sales_order o ON m.source = 'sales.order:' || o.id
 WHERE m.lot_id = %s AND m.state = 'done' AND o.state <> 'voided' ORDER BY m.moved_at
"""


def lot_uses(lot_id: int) -> list[LotUseRow]:
    """Sales of a lot, by the moves that took it."""
    with connection.cursor() as cursor:
        cursor.execute(USES, [lot_id])
        return [LotUseRow(*row) for row in cursor.fetchall()]
