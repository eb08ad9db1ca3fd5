"""Goods come in: quants, value, moves and the entry in one transaction."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from erp.kernel.machines.gate import born
from modules.catalog.public import product_cards
from modules.inventory.data import ReceiptIn, ValuationLine
from modules.inventory.errors import NotStocked, QuantityNotPositive
from modules.inventory.models import LocationKind, Lot, LotState
from modules.inventory.services.open_locations import open_locations
from modules.ledger import public as ledger

QUANTS = """
INSERT INTO inventory_quant (product_id, location_id, lot_id, quantity)
SELECT u.product, %(store)s, u.lot, u.quantity
  FROM unnest(%(products)s::bigint[], %(lots)s::bigint[], %(quantities)s::numeric[]) AS u(product, lot, quantity)
ON CONFLICT (product_id, location_id, lot_id) DO UPDATE SET quantity = inventory_quant.quantity + excluded.quantity
"""
WORTH = """
INSERT INTO inventory_stockvalue (product_id, branch_id, quantity, value)
SELECT u.product, %(branch)s, sum(u.quantity), sum(u.cost)
  FROM unnest(%(products)s::bigint[], %(quantities)s::numeric[], %(costs)s::numeric[]) AS u(product, quantity, cost)
 GROUP BY u.product ORDER BY u.product
ON CONFLICT (product_id, branch_id) DO UPDATE
   SET quantity = inventory_stockvalue.quantity + excluded.quantity,
       value = inventory_stockvalue.value + excluded.value
"""
MOVES = """
INSERT INTO inventory_stockmove
       (branch_id, product_id, lot_id, origin_id, destination_id, quantity, cost, source, reason, moved_at, moved_on,
        moved_by_id, state)
SELECT %(branch)s, u.product, u.lot, %(origin)s, %(store)s, u.quantity, u.cost, %(source)s, %(reason)s, %(at)s, %(on)s,
       %(by)s, 'done'
  FROM unnest(%(products)s::bigint[], %(lots)s::bigint[], %(quantities)s::numeric[], %(costs)s::numeric[])
       AS u(product, lot, quantity, cost)
"""
Key = tuple[int, int | None]


def receive_stock(
    *,
    branch_id: int,
    lines: Sequence[ReceiptIn],
    source: str,
    by: Any,
    at: datetime,
    on: date | None = None,
    against: str = "payable",
    reason: str = "",
) -> list[ValuationLine]:
    """Take goods into the branch's store at their cost: stock / the account of role `against`.

    The caller holds the transaction. Raises NotStocked, QuantityNotPositive, or what posting refuses.
    """
    day = on or localdate(at)
    _check(lines)
    places = open_locations(branch_id=branch_id)
    totals = _by_lot(lines, _lots(lines, by=by, at=at))
    valued = [
        ValuationLine(product, lot, quantity, cost)
        for (product, lot), (quantity, cost) in sorted(totals.items(), key=lambda item: (item[0][0], item[0][1] or 0))
    ]
    values = {
        "branch": branch_id,
        "store": places[LocationKind.STORE].pk,
        "origin": places[LocationKind.SUPPLIER].pk,
        "source": source,
        "reason": reason,
        "at": at,
        "on": day,
        "by": by.pk if by is not None else None,
        "products": [line.product_id for line in valued],
        "lots": [line.lot_id for line in valued],
        "quantities": [line.quantity for line in valued],
        "costs": [line.cost for line in valued],
    }
    with connection.cursor() as cursor:
        for statement in (QUANTS, WORTH, MOVES):
            cursor.execute(statement, values)
    cost = sum((line.cost for line in valued), Decimal("0.00"))
    if cost:
        _post(cost, against=against, source=source, branch_id=branch_id, on=day, by=by, at=at, memo=reason)
    return valued


def open_stock(
    *, branch_id: int, lines: Sequence[ReceiptIn], by: Any, at: datetime, on: date | None = None, source: str = ""
) -> list[ValuationLine]:
    """The stock a branch starts with, brought in against capital."""
    return receive_stock(
        branch_id=branch_id,
        lines=lines,
        source=source or f"inventory.opening:{branch_id}",
        by=by,
        at=at,
        on=on,
        against="capital",
        reason="Opening stock",
    )


def _check(lines: Sequence[ReceiptIn]) -> None:
    cards = product_cards(line.product_id for line in lines)
    for line in lines:
        if line.quantity <= 0 or line.cost < 0:
            raise QuantityNotPositive(product_id=line.product_id)
        if line.product_id not in cards or not cards[line.product_id].tracks_stock:
            raise NotStocked(product_id=line.product_id)


def _lots(lines: Sequence[ReceiptIn], *, by: Any, at: datetime) -> dict[tuple[int, str], int]:
    wanted = {(line.product_id, line.lot_number): line for line in lines if line.lot_number}
    held = Lot.objects.filter(product_id__in={product for product, _number in wanted})
    known = {(lot.product_id, lot.number): lot.pk for lot in held}
    for key, line in wanted.items():
        if key not in known:
            lot = Lot(product_id=key[0], number=key[1], expires_on=line.expires_on, state=LotState.AVAILABLE)
            born(lot, by=by, at=at)
            known[key] = lot.pk
    return known


def _by_lot(lines: Sequence[ReceiptIn], lots: dict[tuple[int, str], int]) -> dict[Key, tuple[Decimal, Decimal]]:
    totals: dict[Key, tuple[Decimal, Decimal]] = defaultdict(lambda: (Decimal(0), Decimal(0)))
    for line in lines:
        key = (line.product_id, lots[line.product_id, line.lot_number] if line.lot_number else None)
        quantity, cost = totals[key]
        totals[key] = (quantity + line.quantity, cost + line.cost)
    return totals


def _post(
    cost: Decimal, *, against: str, source: str, branch_id: int, on: date, by: Any, at: datetime, memo: str
) -> None:
    roles = ledger.accounts_by_role()
    ledger.post_entry(
        source=source,
        journal="opening" if against == "capital" else "inventory",
        on=on,
        branch_id=branch_id,
        lines=[ledger.LineIn(roles["stock"], debit=cost), ledger.LineIn(roles[against], credit=cost)],
        memo=memo,
        by=by,
        at=at,
    )
