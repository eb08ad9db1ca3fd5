"""Prove the stock: every quant is the sum of its done moves, every value the quantity of its quants."""

from decimal import Decimal

from django.db import connection

from modules.inventory.data import Mismatch

QUANTS = """
WITH moved AS (
    SELECT location_id, product_id, lot_id, sum(quantity) AS quantity FROM (
        SELECT destination_id AS location_id, product_id, lot_id, quantity FROM inventory_stockmove WHERE state = 'done'
        UNION ALL
        SELECT origin_id, product_id, lot_id, -quantity FROM inventory_stockmove WHERE state = 'done') m
     JOIN inventory_location p ON p.id = m.location_id AND p.kind IN ('store', 'room')
     GROUP BY 1, 2, 3)
SELECT 'quant', coalesce(q.location_id, m.location_id), coalesce(q.product_id, m.product_id),
       coalesce(q.lot_id, m.lot_id), coalesce(q.quantity, 0), coalesce(m.quantity, 0)
  FROM inventory_quant q
  FULL JOIN moved m ON m.location_id = q.location_id AND m.product_id = q.product_id
                   AND m.lot_id IS NOT DISTINCT FROM q.lot_id
 WHERE coalesce(q.quantity, 0) <> coalesce(m.quantity, 0) ORDER BY 3, 2
"""
VALUES = """
SELECT 'value', NULL::bigint, coalesce(v.product_id, h.product_id), NULL::bigint, coalesce(v.quantity, 0),
       coalesce(h.quantity, 0)
  FROM inventory_stockvalue v
  FULL JOIN (SELECT q.product_id, p.branch_id, sum(q.quantity) AS quantity
               FROM inventory_quant q JOIN inventory_location p ON p.id = q.location_id GROUP BY 1, 2) h
    ON h.product_id = v.product_id AND h.branch_id = v.branch_id
 WHERE coalesce(v.quantity, 0) <> coalesce(h.quantity, 0) ORDER BY 3
"""
WORTH = """
SELECT coalesce(sum(value), 0) FROM inventory_stockvalue
 WHERE %(branch)s::bigint IS NULL OR branch_id = %(branch)s::bigint
"""


def mismatches() -> list[Mismatch]:
    """Every stock figure that does not agree with the moves; empty when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(QUANTS)
        rows = cursor.fetchall()
        cursor.execute(VALUES)
        return [Mismatch(*row) for row in [*rows, *cursor.fetchall()]]


def stock_worth(*, branch_id: int | None = None) -> Decimal:
    """What the stock is worth now."""
    with connection.cursor() as cursor:
        cursor.execute(WORTH, {"branch": branch_id})
        return Decimal(cursor.fetchone()[0])
