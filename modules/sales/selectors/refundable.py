"""What of a paid bill can be given back, and how: five statements for any number of lines."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from erp.kernel.hooks.hook import contributors
from modules.catalog.public import ProductCard, product_cards
from modules.sales.data import Sale, SoldLine, TaxPart
from modules.sales.hooks import LineDelivery
from modules.sales.models import (
    CollectionLine,
    Order,
    OrderLine,
    Refund,
    RefundLine,
    RefundPart,
    RefundState,
    RefundTender,
    Tender,
    TenderKind,
)
from modules.sales.selectors.open_items import open_of
from modules.sales.selectors.refunding import Back, Refundable
from modules.sales.selectors.sold import sale_of

ZERO = Decimal("0.00")
DEAD = (RefundState.REFUSED, RefundState.WITHDRAWN)
OPEN = (RefundState.REQUESTED, RefundState.APPROVED)


def refundable_lines(sale: Sale) -> dict[int, Refundable]:
    """The lines of a paid bill by id, with what is left of each."""
    back = _backs(sale.order_id)
    costs = dict(OrderLine.objects.filter(order=sale.order_id).values_list("pk", "cost"))
    cards = product_cards(line.product_id for line in sale.lines)
    deliveries = {each.kind: each for each in contributors(LineDelivery)}  # type: ignore[type-abstract]
    found = {}
    for line in sale.lines:
        card, gone = cards[line.product_id], back.get(line.line_id, Back())
        found[line.line_id] = Refundable(
            line=line,
            title_th=card.name_th or card.name_en,
            unit=card.unit,
            cost=costs[line.line_id],
            moves_goods=_moves_goods(line, card),
            back=gone,
            unused=_unused(line, gone, deliveries),
        )
    return found


def _moves_goods(line: SoldLine, card: ProductCard) -> bool:
    """What the visit used up does not come back; nor does a service."""
    return card.tracks_stock and not line.stock_issued


def _unused(line: SoldLine, gone: Back, deliveries: Mapping[str, LineDelivery]) -> list[TaxPart] | None:
    delivery = deliveries.get(line.kind)
    if delivery is None or line.covered:
        return None
    return [] if gone.quantity else list(delivery.unused(line=line))


def _backs(order_id: int) -> dict[int, Back]:
    live = RefundLine.objects.filter(refund__order=order_id).exclude(refund__state__in=DEAD)
    rows = live.values("line_id").annotate(quantity=Sum("quantity"), cost=Sum("cost")).order_by()
    shares = (
        RefundPart.objects.filter(refund_line__in=live)
        .values("refund_line__line_id", "tax_code__code")
        .annotate(gross=Sum("gross"), net=Sum("net"), vat=Sum("vat"))
        .order_by()
    )
    parts: dict[int, dict[str, TaxPart]] = defaultdict(dict)
    for row in shares:
        code = row["tax_code__code"]
        parts[row["refund_line__line_id"]][code] = TaxPart(
            tax_code=code, gross=row["gross"], net=row["net"], vat=row["vat"]
        )
    return {
        row["line_id"]: Back(quantity=row["quantity"], cost=row["cost"], parts=parts[row["line_id"]]) for row in rows
    }


def ways_back(order_id: int) -> dict[str, Decimal]:
    """How much can still go back the way it came: what was paid in each kind, less what was paid back so."""
    paid = _by_kind(Tender.objects.filter(order=order_id).exclude(kind=TenderKind.ROUNDING))
    back = _by_kind(RefundTender.objects.filter(refund__order=order_id))
    ways = {kind: amount - back.get(kind, ZERO) for kind, amount in paid.items()}
    if "on_account" in ways:
        ways["on_account"] = open_of(order_id) or ZERO
    return ways


def money_left(order_id: int) -> Decimal | None:
    """Of a bill on account: what of it was paid (at once or later) and not paid back. None: nothing is on account."""
    paid = _by_kind(Tender.objects.filter(order=order_id))
    if "on_account" not in paid:
        return None
    back = _by_kind(RefundTender.objects.filter(refund__order=order_id))
    collected = CollectionLine.objects.filter(order=order_id).aggregate(total=Sum("amount"))["total"] or ZERO
    at_once = sum((amount for kind, amount in paid.items() if kind != "on_account"), ZERO)
    return at_once + collected - sum((amount for kind, amount in back.items() if kind != "on_account"), ZERO)


def refunded_worth(order_id: int) -> Decimal:
    """What this bill gave back without anybody's approval, all refunds together: a limit counts them all."""
    rows = Refund.objects.filter(order=order_id, needs_approval=False).exclude(state__in=DEAD)
    return rows.aggregate(total=Sum("total"))["total"] or ZERO


def open_refund_of(order_id: int) -> Refund | None:
    """The refund of a bill that waits for a decision or for its payment, if there is one."""
    return (
        Refund.objects.filter(order=order_id, state__in=OPEN)
        .select_related("requested_by", "decided_by")
        .order_by("-pk")
        .first()
    )


def is_all_back(order: Order) -> bool:
    """Whether nothing of the bill is left, by what was paid out."""
    paid = RefundLine.objects.filter(refund__order=order, refund__state=RefundState.PAID)
    back = {row["line_id"]: row["quantity"] for row in paid.values("line_id").annotate(quantity=Sum("quantity"))}
    return all(back.get(pk) == quantity for pk, quantity in order.lines.values_list("pk", "quantity"))


def refundable(order_id: int) -> tuple[Sale, dict[int, Refundable]]:
    """A paid bill with its lines. Raises NoReceipt when it is not paid."""
    sale = sale_of(order_id)
    return sale, refundable_lines(sale)


def _by_kind(rows: Any) -> dict[str, Decimal]:
    return {row["kind"]: row["amount"] for row in rows.values("kind").annotate(amount=Sum("amount")).order_by()}
