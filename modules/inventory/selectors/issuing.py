"""Reading and deciding an issue: first what is there (locked), then what leaves, as pure functions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from erp.kernel.money.rounding import money
from modules.inventory.data import IssueIn, ValuationLine
from modules.inventory.errors import LotNotUsable, OutOfStock, QuantityNotPositive

ZERO = Decimal(0)

QUANTS = """
SELECT q.id, q.product_id, q.lot_id, q.location_id, q.quantity, t.expires_on, coalesce(t.state, 'available'),
       p.kind = 'store'
  FROM inventory_quant q
  JOIN inventory_location p ON p.id = q.location_id AND p.branch_id = %(branch)s AND p.is_active
  LEFT JOIN inventory_lot t ON t.id = q.lot_id
 WHERE q.product_id = ANY(%(products)s::bigint[]) AND q.quantity > 0
 ORDER BY q.id FOR UPDATE OF q
"""
VALUES = """
SELECT v.id, v.product_id, v.quantity, v.value FROM inventory_stockvalue v
 WHERE v.branch_id = %(branch)s AND v.product_id = ANY(%(products)s::bigint[]) ORDER BY v.id FOR UPDATE
"""


@dataclass(frozen=True, slots=True)
class HeldQuant:
    """A quant under our lock."""

    id: int
    product_id: int
    lot_id: int | None
    location_id: int
    quantity: Decimal
    expires_on: date | None
    lot_state: str
    is_store: bool


@dataclass(frozen=True, slots=True)
class HeldValue:
    """A stock value under our lock."""

    id: int
    product_id: int
    quantity: Decimal
    value: Decimal


@dataclass(frozen=True, slots=True)
class Stock:
    """What a branch has of the products asked for, locked until the transaction ends."""

    branch_id: int
    quants: Sequence[HeldQuant]
    values: Sequence[HeldValue]


@dataclass(frozen=True, slots=True)
class Take:
    """One quant gives `quantity` at `cost`."""

    quant: HeldQuant
    quantity: Decimal
    cost: Decimal


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """What an issue will write."""

    takes: Sequence[Take]
    values: Sequence[HeldValue]

    def valuation(self) -> list[ValuationLine]:
        """The plan as the caller posts it."""
        return [ValuationLine(t.quant.product_id, t.quant.lot_id, t.quantity, t.cost) for t in self.takes]


def hold_stock(branch_id: int, product_ids: Iterable[int]) -> Stock:
    """Lock quants, then values, in the order of their ids: two statements."""
    products = sorted(set(product_ids))
    if not products:
        return Stock(branch_id, (), ())
    values: dict[str, Any] = {"branch": branch_id, "products": products}
    with connection.cursor() as cursor:
        cursor.execute(QUANTS, values)
        quants = [HeldQuant(*row) for row in cursor.fetchall()]
        cursor.execute(VALUES, values)
        return Stock(branch_id, quants, [HeldValue(*row) for row in cursor.fetchall()])


def plan_issue(stock: Stock, lines: Sequence[IssueIn], *, on: date) -> IssuePlan:
    """Decide which quants give what. Pure.

    Raises OutOfStock or LotNotUsable naming the product.
    """
    left = {quant.id: quant.quantity for quant in stock.quants}
    taken: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        if line.quantity <= 0:
            raise QuantityNotPositive(product_id=line.product_id)
        wanted = line.quantity
        for quant in _candidates(stock, line, on):
            give = min(wanted, left[quant.id])
            if give > 0:
                left[quant.id] -= give
                taken[quant.id] += give
                wanted -= give
        if wanted > 0:
            raise OutOfStock(
                product_id=line.product_id,
                lot_id=line.lot_id,
                wanted=str(line.quantity),
                available=str(line.quantity - wanted),
            )
    return _valued(stock, taken)


def _candidates(stock: Stock, line: IssueIn, on: date) -> list[HeldQuant]:
    mine = [quant for quant in stock.quants if quant.product_id == line.product_id]
    if line.lot_id is not None:
        mine = [quant for quant in mine if quant.lot_id == line.lot_id]
        if mine and not _usable(mine[0], on):
            raise LotNotUsable(product_id=line.product_id, lot_id=line.lot_id, state=mine[0].lot_state)
    usable = [quant for quant in mine if _usable(quant, on)]
    return sorted(usable, key=lambda quant: (quant.expires_on or date.max, not quant.is_store, quant.id))


def _usable(quant: HeldQuant, on: date) -> bool:
    return quant.lot_state == "available" and (quant.expires_on is None or quant.expires_on >= on)


def _valued(stock: Stock, taken: dict[int, Decimal]) -> IssuePlan:
    """Price each take at the weighted average; the last unit takes the rest."""
    held = {value.product_id: value for value in stock.values}
    takes = []
    for quant in stock.quants:
        quantity = taken.get(quant.id, ZERO)
        if quantity <= 0:
            continue
        value = held.get(quant.product_id) or HeldValue(0, quant.product_id, ZERO, ZERO)
        cost = share_of_value(value.value, quantity, value.quantity)
        held[quant.product_id] = HeldValue(value.id, value.product_id, value.quantity - quantity, value.value - cost)
        takes.append(Take(quant, quantity, cost))
    products = {take.quant.product_id for take in takes}
    return IssuePlan(takes, [value for value in held.values() if value.product_id in products])


def share_of_value(value: Decimal, quantity: Decimal, of: Decimal) -> Decimal:
    """round(value × quantity ÷ of); all of it when nothing remains."""
    if quantity >= of:
        return value
    return money(value * quantity / of)


def missing_in(stock: Stock, lines: Sequence[IssueIn], *, on: date) -> list[IssueIn]:
    """What of `lines` is not there: one row for each product, where it is short. Pure; lots are not asked for."""
    wanted: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        wanted[line.product_id] += line.quantity
    for quant in stock.quants:
        if quant.product_id in wanted and _usable(quant, on):
            wanted[quant.product_id] -= quant.quantity
    return [IssueIn(product_id, short) for product_id, short in sorted(wanted.items()) if short > 0]
