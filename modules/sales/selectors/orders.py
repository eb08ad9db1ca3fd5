"""Orders as others see them: sales for hooks and listeners, drafts for the till."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from modules.catalog.public import product_cards
from modules.sales.data import CoverData, Sale, ShareData, SoldLine, TaxPart
from modules.sales.errors import NoReceipt
from modules.sales.models import Order, OrderLine, OrderState
from modules.sales.models import TaxPart as TaxPartRow

ZERO = Decimal("0.00")
UNPAID = (OrderState.DRAFT, OrderState.AWAITING_PAYMENT)


def cover_of(line: OrderLine) -> CoverData | None:
    """What covers a stored line."""
    if not line.cover_kind:
        return None
    printed = line.cover or {}
    return CoverData(
        kind=line.cover_kind,
        reference=line.cover_reference,
        balance_id=printed.get("balance_id"),
        title=printed.get("title", ""),
        title_th=printed.get("title_th", ""),
        session=printed.get("session"),
        sessions=printed.get("sessions"),
        value=Decimal(printed.get("value", "0.00")),
    )


def cover_printed(cover: CoverData) -> dict[str, Any]:
    """What is kept with the line for screens and receipts."""
    return {
        "balance_id": cover.balance_id,
        "title": cover.title,
        "title_th": cover.title_th,
        "session": cover.session,
        "sessions": cover.sessions,
        "value": str(cover.value),
    }


def with_lines() -> Any:
    """Orders with lines, parts and shares: four statements for any number."""
    parts = Prefetch("parts", queryset=TaxPartRow.objects.select_related("tax_code").order_by("pk"))
    lines = OrderLine.objects.prefetch_related(parts, "shares").order_by("position")
    return Order.objects.prefetch_related(Prefetch("lines", queryset=lines))


def sale_of(order_id: int) -> Sale:
    """A paid order. Raises NoReceipt when it is not (and was not) paid."""
    order = with_lines().get(pk=order_id)
    if order.paid_at is None or order.business_on is None:
        raise NoReceipt(order=order.reference)
    return Sale(
        order_id=order.pk,
        reference=order.reference,
        number=order.number,
        branch_id=order.branch_id,
        patient_id=order.patient_id,
        register_session_id=order.register_session_id,
        business_on=order.business_on,
        paid_at=order.paid_at,
        total=order.total,
        lines=_sold(order.lines.all()),
    )


def paid_lines(order_id: int) -> list[SoldLine]:
    """The lines of a paid order."""
    return list(sale_of(order_id).lines)


def order_of_source(source: str) -> int | None:
    """The order drafted from `source`, if there is one."""
    return Order.objects.filter(source=source).values_list("pk", flat=True).first()


def is_unpaid(order_id: int) -> bool:
    """Whether the order is still a draft or on hold."""
    return Order.objects.filter(pk=order_id, state__in=UNPAID).exists()


def _sold(lines: Iterable[OrderLine]) -> list[SoldLine]:
    rows = list(lines)
    cards = product_cards(line.product_id for line in rows)
    return [_sold_line(line, cards[line.product_id]) for line in rows]


def _sold_line(line: OrderLine, card: Any) -> SoldLine:
    parts = [
        TaxPart(tax_code=part.tax_code.code, gross=part.gross, net=part.net, vat=part.vat) for part in line.parts.all()
    ]
    return SoldLine(
        line_id=line.pk,
        key=line.key,
        product_id=line.product_id,
        product_code=card.code,
        kind=card.kind,
        title=line.title or card.name_en,
        category=card.category,
        commission_class=card.commission_class,
        quantity=line.quantity,
        unit_price=line.unit_price,
        amount=line.amount,
        discount=line.discount,
        gross=line.gross,
        net=sum((part.net for part in parts), ZERO),
        vat=sum((part.vat for part in parts), ZERO),
        lot_id=line.lot_id,
        stock_issued=line.stock_issued,
        parts=parts,
        shares=[ShareData(staff_id=s.staff_id, role=s.role, percent=s.percent) for s in line.shares.all()],
        cover=cover_of(line),
    )
