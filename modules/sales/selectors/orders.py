"""Orders as the till and its lists see them. What was sold, for hooks and listeners: `sold.py`."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from modules.sales.data import CoverData
from modules.sales.models import Order, OrderLine, OrderState
from modules.sales.models import TaxPart as TaxPartRow

UNPAID = (OrderState.DRAFT, OrderState.AWAITING_PAYMENT)


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


def order_of_source(source: str) -> int | None:
    """The order drafted from `source`, if there is one."""
    return Order.objects.filter(source=source).values_list("pk", flat=True).first()


def bills_of_lines(line_ids: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Line → the id and number of its bill."""
    rows = OrderLine.objects.filter(pk__in=set(line_ids)).values_list("pk", "order", "order__number")
    return {line: (order, number) for line, order, number in rows}


def is_unpaid(order_id: int) -> bool:
    """Whether the order is still a draft or on hold."""
    return Order.objects.filter(pk=order_id, state__in=UNPAID).exists()
