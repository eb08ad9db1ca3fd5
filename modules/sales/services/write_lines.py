"""Write the lines of a bill, their tax parts and shares: three statements, and an ids' one, for any number."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection

from erp.kernel.bulk.inserts import insert_rows, take_ids
from modules.inventory.data import ValuationLine
from modules.sales.data import ShareData, SoldLine
from modules.sales.models import Order, OrderLine, OrderLineShare, TaxPart
from modules.sales.selectors.orders import cover_printed
from modules.sales.selectors.pricing import Priced, PricedLine

LINE = (
    "id",
    "order_id",
    "position",
    "key",
    "product_id",
    "title",
    "quantity",
    "unit_price",
    "standard_price",
    "amount",
    "line_discount",
    "discount",
    "gross",
    "cost",
    "lot_id",
    "stock_issued",
    "charge",
    "cover_kind",
    "cover_reference",
    "cover",
    "pays",
)
CLEAR = """
WITH lines AS (SELECT id FROM sales_orderline WHERE order_id = %(order)s),
    shares AS (DELETE FROM sales_orderlineshare WHERE line_id IN (SELECT id FROM lines)),
    parts AS (DELETE FROM sales_taxpart WHERE line_id IN (SELECT id FROM lines))
DELETE FROM sales_orderline WHERE order_id = %(order)s
"""


def take_line_ids(how_many: int) -> list[int]:
    """Ids for lines to come, so that hooks know them before they are written."""
    return take_ids((OrderLine, how_many))[0]


def write_lines(
    order: Order,
    priced: Priced,
    *,
    ids: Sequence[int],
    kept: Mapping[str, OrderLine],
    costs: Mapping[str, Decimal],
    codes: Mapping[str, int],
) -> list[SoldLine]:
    """Insert the priced lines of `order` and answer them as they are stored. `codes` are ids of tax codes."""
    insert_rows(
        OrderLine,
        LINE,
        [
            _row(order, pk, place, line, kept.get(line.line.key), costs.get(line.line.key, Decimal("0.00")))
            for place, (pk, line) in enumerate(zip(ids, priced.lines, strict=True), start=1)
        ],
    )
    insert_rows(
        TaxPart,
        ("line_id", "tax_code_id", "gross", "net", "vat"),
        [
            (pk, codes[part.tax_code], part.gross, part.net, part.vat)
            for pk, line in zip(ids, priced.lines, strict=True)
            for part in line.parts
        ],
    )
    insert_rows(
        OrderLineShare,
        ("line_id", "staff_id", "role", "percent"),
        [
            (pk, share.staff_id, share.role, share.percent)
            for pk, line in zip(ids, priced.lines, strict=True)
            for share in line.line.shares
        ],
    )
    return [_sold(pk, line, kept.get(line.line.key)) for pk, line in zip(ids, priced.lines, strict=True)]


def clear_lines(order_id: int) -> None:
    """Take the lines of a draft away, before it is written anew."""
    with connection.cursor() as cursor:
        cursor.execute(CLEAR, {"order": order_id})


def costs_by_line(priced: Priced, valuation: Sequence[ValuationLine]) -> dict[str, Decimal]:
    """What each line's goods cost. Lines of the same product share its cost by quantity; the last takes the rest."""
    cost: dict[int, Decimal] = {}
    quantity: dict[int, Decimal] = {}
    for value in valuation:
        cost[value.product_id] = cost.get(value.product_id, Decimal("0.00")) + value.cost
        quantity[value.product_id] = quantity.get(value.product_id, Decimal(0)) + value.quantity
    found: dict[str, Decimal] = {}
    for line in priced.lines:
        product = line.line.product_id
        if product not in cost:
            continue
        part = (
            cost[product]
            if line.line.quantity >= quantity[product]
            else (cost[product] * line.line.quantity / quantity[product]).quantize(Decimal("0.01"))
        )
        found[line.line.key] = part
        cost[product] -= part
        quantity[product] -= line.line.quantity
        if quantity[product] <= 0:
            del cost[product]
    return found


def _row(
    order: Order, pk: int, place: int, priced: PricedLine, drafted: OrderLine | None, cost: Decimal
) -> tuple[Any, ...]:
    line, cover = priced.line, priced.cover
    return (
        pk,
        order.pk,
        place,
        line.key,
        line.product_id,
        drafted.title if drafted is not None else "",
        line.quantity,
        line.unit_price,
        line.standard_price,
        priced.amount,
        priced.line_discount,
        priced.discount,
        priced.gross,
        cost,
        line.lot_id,
        drafted is not None and drafted.stock_issued,
        drafted.charge if drafted is not None else "",
        cover.kind if cover else "",
        cover.reference if cover else "",
        cover_printed(cover) if cover else {},
        line.pays,
    )


def _sold(pk: int, priced: PricedLine, drafted: OrderLine | None) -> SoldLine:
    line, card = priced.line, priced.card
    return SoldLine(
        line_id=pk,
        key=line.key,
        product_id=line.product_id,
        product_code=card.code,
        kind=card.kind,
        title=card.name_en,
        category=card.category,
        commission_class=card.commission_class,
        quantity=line.quantity,
        unit_price=line.unit_price,
        amount=priced.amount,
        discount=priced.discount,
        gross=priced.gross,
        net=priced.net,
        vat=priced.vat,
        lot_id=line.lot_id,
        stock_issued=drafted is not None and drafted.stock_issued,
        parts=priced.parts,
        shares=[ShareData(staff_id=s.staff_id, role=s.role, percent=s.percent) for s in line.shares],
        cover=priced.cover,
        pays=line.pays,
    )
