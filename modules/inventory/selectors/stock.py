"""What is there, what runs low, what ends soon, where a lot went."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from erp.kernel.hooks.hook import contributors
from modules.inventory.data import LotCard, LotUseRow, StockAlert
from modules.inventory.errors import UnknownLot
from modules.inventory.hooks import LotUse
from modules.inventory.models import Lot

NEAR_EXPIRY_DAYS = 60

AVAILABLE = """
SELECT q.product_id, sum(q.quantity)
  FROM inventory_quant q
  JOIN inventory_location p ON p.id = q.location_id AND p.branch_id = %(branch)s AND p.is_active
  LEFT JOIN inventory_lot t ON t.id = q.lot_id
 WHERE q.product_id = ANY(%(products)s::bigint[]) AND (t.id IS NULL OR t.state = 'available')
   AND (%(on)s::date IS NULL OR t.expires_on IS NULL OR t.expires_on >= %(on)s::date)
 GROUP BY q.product_id
"""
LOTS = """
SELECT t.id, t.product_id, t.number, t.expires_on, t.state, coalesce(sum(q.quantity), 0)
  FROM inventory_lot t
  JOIN inventory_quant q ON q.lot_id = t.id
  JOIN inventory_location p ON p.id = q.location_id AND p.branch_id = %(branch)s
 WHERE t.product_id = ANY(%(products)s::bigint[])
 GROUP BY t.id HAVING coalesce(sum(q.quantity), 0) > 0
 ORDER BY t.expires_on NULLS LAST, t.id
"""
LOW = """
SELECT 'low_stock', r.branch_id, r.product_id, c.name, c.name_th, '', coalesce(sum(q.quantity), 0), r.minimum,
       NULL::date
  FROM inventory_reorderpoint r
  JOIN catalog_product c ON c.id = r.product_id AND c.state = 'active'
  LEFT JOIN inventory_location p ON p.branch_id = r.branch_id AND p.kind IN ('store', 'room')
  LEFT JOIN inventory_quant q ON q.location_id = p.id AND q.product_id = r.product_id
 WHERE r.branch_id = ANY(%(branches)s::bigint[])
 GROUP BY r.id, c.name, c.name_th HAVING coalesce(sum(q.quantity), 0) < r.minimum
 ORDER BY coalesce(sum(q.quantity), 0) / greatest(r.minimum, 0.001), r.product_id
"""
ENDING = """
SELECT 'near_expiry', p.branch_id, t.product_id, c.name, c.name_th, t.number, sum(q.quantity),
       NULL::numeric, t.expires_on
  FROM inventory_lot t
  JOIN catalog_product c ON c.id = t.product_id
  JOIN inventory_quant q ON q.lot_id = t.id AND q.quantity > 0
  JOIN inventory_location p ON p.id = q.location_id AND p.branch_id = ANY(%(branches)s::bigint[])
 WHERE t.state = 'available' AND t.expires_on <= %(until)s
 GROUP BY p.branch_id, t.id, c.name, c.name_th ORDER BY t.expires_on, t.id
"""


def available(product_ids: Iterable[int], branch_id: int, *, on: date | None = None) -> dict[int, Decimal]:
    """What the branch could issue of each product; products without stock are 0."""
    wanted = list(product_ids)
    found = {product_id: Decimal(0) for product_id in wanted}
    with connection.cursor() as cursor:
        cursor.execute(AVAILABLE, {"branch": branch_id, "products": wanted, "on": on})
        found.update(cursor.fetchall())
    return found


def lots(product_id: int, branch_id: int) -> list[LotCard]:
    """Lots of a product that the branch holds, first to expire first."""
    return lots_of([product_id], branch_id)


def lots_of(product_ids: Sequence[int], branch_id: int) -> list[LotCard]:
    """The same for several products, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(LOTS, {"branch": branch_id, "products": list(product_ids)})
        return [LotCard(*row) for row in cursor.fetchall()]


def lot_cards(ids: Iterable[int]) -> dict[int, LotCard]:
    """Lots by id, without quantities."""
    found = Lot.objects.filter(pk__in=list(ids))
    return {lot.pk: LotCard(lot.pk, lot.product_id, lot.number, lot.expires_on, lot.state, Decimal(0)) for lot in found}


def alerts(branch_ids: Sequence[int], *, on: date) -> list[StockAlert]:
    """Products below their reorder point and lots that end within sixty days."""
    values: dict[str, Any] = {"branches": list(branch_ids), "until": on + timedelta(days=NEAR_EXPIRY_DAYS)}
    with connection.cursor() as cursor:
        cursor.execute(LOW, values)
        rows = cursor.fetchall()
        cursor.execute(ENDING, values)
        return [StockAlert(*row) for row in [*rows, *cursor.fetchall()]]


def lot_uses(lot_id: int) -> list[LotUseRow]:
    """Everywhere a lot went, as the modules above tell. Raises UnknownLot."""
    if not Lot.objects.filter(pk=lot_id).exists():
        raise UnknownLot(lot_id=lot_id)
    asked = contributors(LotUse)  # type: ignore[type-abstract]
    rows = [row for contributor in asked for row in contributor.uses(lot_id=lot_id)]
    return sorted(rows, key=lambda row: row.at)
