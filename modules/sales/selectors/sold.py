"""What was sold, as it is stored: for hooks and listeners."""

import json
from decimal import Decimal
from typing import Any

from django.db import connection

from erp.kernel.documents.refusals import Missing
from modules.catalog.public import ProductCard, product_cards
from modules.sales.data import CoverData, Sale, ShareData, SoldLine, TaxPart
from modules.sales.errors import NoReceipt

ZERO = Decimal("0.00")

# Every sale is read by each of its listeners: two statements for any number of lines. In JSON amounts travel as text.
ORDER = """
SELECT number, branch_id, patient_id, register_session_id, business_on, paid_at, total
  FROM sales_order WHERE id = %(order)s
"""
LINES = """
SELECT l.id, l.key, l.product_id, l.title, l.quantity, l.unit_price, l.amount, l.discount, l.gross, l.lot_id,
       l.stock_issued, l.cover_kind, l.cover_reference, l.pays, jsonb_build_array(l.cover,
           ARRAY(SELECT jsonb_build_array(t.code, p.gross::text, p.net::text, p.vat::text)
                   FROM sales_taxpart p JOIN ledger_taxcode t ON t.id = p.tax_code_id
                  WHERE p.line_id = l.id ORDER BY p.id),
           ARRAY(SELECT jsonb_build_array(s.staff_id, s.role, s.percent::text)
                   FROM sales_orderlineshare s WHERE s.line_id = l.id ORDER BY s.id))
  FROM sales_orderline l WHERE l.order_id = %(order)s ORDER BY l.position
"""


def sale_of(order_id: int) -> Sale:
    """A paid order. Raises Missing, or NoReceipt when it is not (and was not) paid."""
    with connection.cursor() as cursor:
        cursor.execute(ORDER, {"order": order_id})
        order = cursor.fetchone()
    if order is None:
        raise Missing(order=order_id)
    number, branch_id, patient_id, register_session_id, business_on, paid_at, total = order
    reference = f"sales.order:{order_id}"
    if paid_at is None or business_on is None:
        raise NoReceipt(order=reference)
    return Sale(
        order_id=order_id,
        reference=reference,
        number=number,
        branch_id=branch_id,
        patient_id=patient_id,
        register_session_id=register_session_id,
        business_on=business_on,
        paid_at=paid_at,
        total=total,
        lines=_lines(order_id),
    )


def paid_lines(order_id: int) -> list[SoldLine]:
    """The lines of a paid order. Raises as `sale_of` does."""
    return list(sale_of(order_id).lines)


def _lines(order_id: int) -> list[SoldLine]:
    with connection.cursor() as cursor:
        cursor.execute(LINES, {"order": order_id})
        rows = cursor.fetchall()
    cards = product_cards(row[2] for row in rows)
    return [_sold_line(row, cards[row[2]]) for row in rows]


def _sold_line(row: tuple[Any, ...], card: ProductCard) -> SoldLine:
    line_id, key, product_id, title, quantity, unit_price, amount, discount, gross, lot_id, stock_issued, *rest = row
    cover_kind, cover_reference, pays, nested = rest
    cover, parts, shares = json.loads(nested)
    taxes = [TaxPart(tax_code=code, gross=Decimal(g), net=Decimal(n), vat=Decimal(v)) for code, g, n, v in parts]
    return SoldLine(
        line_id=line_id,
        key=key,
        product_id=product_id,
        product_code=card.code,
        kind=card.kind,
        title=title or card.name_en,
        category=card.category,
        commission_class=card.commission_class,
        quantity=quantity,
        unit_price=unit_price,
        amount=amount,
        discount=discount,
        gross=gross,
        net=sum((part.net for part in taxes), ZERO),
        vat=sum((part.vat for part in taxes), ZERO),
        lot_id=lot_id,
        stock_issued=stock_issued,
        parts=taxes,
        shares=[ShareData(staff_id=who, role=role, percent=Decimal(percent)) for who, role, percent in shares],
        cover=_cover(cover_kind, cover_reference, cover),
        pays=pays,
    )


def _cover(kind: str, reference: str, printed: dict[str, Any]) -> CoverData | None:
    if not kind:
        return None
    return CoverData(
        kind=kind,
        reference=reference,
        balance_id=printed.get("balance_id"),
        title=printed.get("title", ""),
        title_th=printed.get("title_th", ""),
        session=printed.get("session"),
        sessions=printed.get("sessions"),
        value=Decimal(printed.get("value", "0.00")),
    )
