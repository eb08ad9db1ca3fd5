"""Write a planned issue: three statements, whatever the number of lines."""

from datetime import date, datetime
from typing import Any

from django.db import connection

from modules.inventory.models import LocationKind
from modules.inventory.selectors.issuing import IssuePlan

TAKE = """
UPDATE inventory_quant q SET quantity = q.quantity - u.quantity
  FROM unnest(%(quants)s::bigint[], %(quantities)s::numeric[]) AS u(id, quantity) WHERE q.id = u.id
"""
WORTH = """
UPDATE inventory_stockvalue v SET quantity = u.quantity, value = u.value
  FROM unnest(%(ids)s::bigint[], %(quantities)s::numeric[], %(values)s::numeric[]) AS u(id, quantity, value)
 WHERE v.id = u.id
"""
MOVES = """
INSERT INTO inventory_stockmove
       (branch_id, product_id, lot_id, origin_id, destination_id, quantity, cost, source, reason, moved_at, moved_on,
        moved_by_id, state)
SELECT %(branch)s, u.product, u.lot, u.origin,
       (SELECT d.id FROM inventory_location d WHERE d.branch_id = %(branch)s AND d.kind = %(to)s LIMIT 1),
       u.quantity, u.cost, %(source)s, %(reason)s, %(at)s, %(on)s, %(by)s, 'done'
  FROM unnest(%(products)s::bigint[], %(lots)s::bigint[], %(origins)s::bigint[], %(quantities)s::numeric[],
              %(costs)s::numeric[]) AS u(product, lot, origin, quantity, cost)
"""


def write_issue(
    plan: IssuePlan,
    *,
    branch_id: int,
    source: str,
    at: datetime,
    on: date,
    by: Any,
    to: str = LocationKind.PATIENT,
    reason: str = "",
) -> None:
    """Take the planned quantities out of their quants. The rows are locked by `hold_stock`."""
    if not plan.takes:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            TAKE,
            {"quants": [t.quant.id for t in plan.takes], "quantities": [t.quantity for t in plan.takes]},
        )
        cursor.execute(
            WORTH,
            {
                "ids": [value.id for value in plan.values],
                "quantities": [value.quantity for value in plan.values],
                "values": [value.value for value in plan.values],
            },
        )
        cursor.execute(
            MOVES,
            {
                "branch": branch_id,
                "to": to,
                "source": source,
                "reason": reason,
                "at": at,
                "on": on,
                "by": by.pk if by is not None else None,
                "products": [t.quant.product_id for t in plan.takes],
                "lots": [t.quant.lot_id for t in plan.takes],
                "origins": [t.quant.location_id for t in plan.takes],
                "quantities": [t.quantity for t in plan.takes],
                "costs": [t.cost for t in plan.takes],
            },
        )
