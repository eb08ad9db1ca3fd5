"""A visit's charges become a draft at the till; a visit that is cancelled takes it away again."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from erp.kernel.events.publish import publish
from erp.kernel.hooks.hook import contributors
from erp.kernel.machines.gate import born, fire
from erp.kernel.realtime.announce import announce
from modules.catalog.public import ProductCard, product_cards
from modules.ledger.public import TaxCodeData, tax_code_ids
from modules.sales.data import ChargeIn, CoverData, LineIn, ShareIn
from modules.sales.errors import NothingToSell, UnknownProduct
from modules.sales.events import OrderDropped
from modules.sales.hooks import LineCover
from modules.sales.models import Order, OrderLine, OrderState
from modules.sales.selectors.pricing import Priced, price_lines
from modules.sales.services.discount_requests import withdraw_requests_of
from modules.sales.services.write_lines import clear_lines, take_line_ids, write_lines

UNPAID = (OrderState.DRAFT, OrderState.AWAITING_PAYMENT)


def draft_from_charges(
    *, source: str, branch_id: int, patient_id: int, charges: Sequence[ChargeIn], by: Any, at: datetime
) -> Order:
    """Draft the bill of a visit; said again, bring its charges up to date while it is unpaid.

    Lines that the cashier added stay. A visit already paid is left as it is. The caller holds the transaction.
    """
    order = Order.objects.select_for_update().filter(source=source).first()
    if order is not None and order.state not in UNPAID:
        return order
    added = _added_by_hand(order)
    if not charges and not added:
        raise NothingToSell()
    cards = _cards(charges, added, price_list=order.price_list_id if order else None, on=localdate(at))
    lines = [_line(charge, cards[charge.product_id]) for charge in charges] + [line for line, _row in added]
    kept = {charge.source: _template(charge) for charge in charges} | {row.key: row for _line, row in added}
    priced = _price(lines, charges, cards)
    written = order or Order(branch_id=branch_id, source=source, state=OrderState.DRAFT)
    written.patient_id = patient_id
    written.subtotal = priced.subtotal
    written.order_discount = priced.order_discount
    written.discount = priced.discount
    written.vat = priced.vat
    written.total = priced.total
    if order is None:
        born(written, by=by, at=at)
    else:
        clear_lines(order.pk)
        written.save()
    write_lines(written, priced, ids=take_line_ids(len(lines)), kept=kept, costs={}, codes=tax_code_ids())
    announce("sales.order", written.pk, written.version if order else 1, branch_id=branch_id)
    return written


def drop_draft(*, source: str, reason: str, by: Any, at: datetime) -> Order | None:
    """The visit was cancelled before payment: its draft goes. Raises NotNow when it was paid meanwhile."""
    order = Order.objects.select_for_update().filter(source=source).first()
    if order is None or (order.state == OrderState.VOIDED and not order.number):
        return order
    return drop_order(order_id=order.pk, reason=reason, by=by, at=at)


def drop_order(*, order_id: int, reason: str, by: Any, at: datetime) -> Order:
    """Nobody will pay this draft."""
    order = Order.objects.select_for_update().get(pk=order_id)
    fire(order, "drop", by=by, at=at, reason=reason)
    withdraw_requests_of(order, at=at)
    publish(OrderDropped(order_id=order.pk, branch_id=order.branch_id, source=order.source, dropped_at=at))
    announce("sales.order", order.pk, order.version, branch_id=order.branch_id)
    return order


def _line(charge: ChargeIn, card: ProductCard) -> LineIn:
    """At the visit's price, unless the bill's price list names the product."""
    listed = card.price if card.in_list and charge.cover is None else None
    performer = charge.performed_by_id
    shares = () if performer is None else (ShareIn(staff_id=performer, percent=Decimal(100), role="performer"),)
    return LineIn(
        key=charge.source,
        product_id=charge.product_id,
        quantity=charge.quantity,
        unit_price=charge.unit_price if listed is None else listed,
        standard_price=None if listed is None else charge.unit_price,
        lot_id=charge.lot_id,
        shares=shares,
        cover=charge.cover,
    )


def _template(charge: ChargeIn) -> OrderLine:
    """What a line remembers of its charge, in the shape of a line that is kept."""
    return OrderLine(
        key=charge.source, product_id=charge.product_id, stock_issued=charge.stock_issued, charge=charge.source
    )


def _added_by_hand(order: Order | None) -> list[tuple[LineIn, OrderLine]]:
    if order is None:
        return []
    rows = OrderLine.objects.filter(order=order, charge="").prefetch_related("shares").order_by("position")
    return [
        (
            LineIn(
                key=row.key,
                product_id=row.product_id,
                quantity=row.quantity,
                unit_price=row.unit_price,
                standard_price=row.standard_price,
                discount_amount=row.line_discount or None,
                lot_id=row.lot_id,
                pays=row.pays,
                shares=[
                    ShareIn(staff_id=share.staff_id, percent=share.percent, role=share.role)
                    for share in row.shares.all()
                ],
            ),
            row,
        )
        for row in rows
        if not row.cover_kind
    ]


def _cards(
    charges: Sequence[ChargeIn], added: Sequence[tuple[LineIn, OrderLine]], *, price_list: int | None, on: date
) -> dict[int, ProductCard]:
    wanted = [charge.product_id for charge in charges] + [line.product_id for line, _row in added]
    cards = product_cards(wanted, on=on, price_list=price_list)
    for product_id in wanted:
        if product_id not in cards:
            raise UnknownProduct(product_id=product_id)
    return cards


def _price(lines: Sequence[LineIn], charges: Sequence[ChargeIn], cards: dict[int, ProductCard]) -> Priced:
    return price_lines(
        lines, cards=cards, weights={}, tax_codes=_codes(cards), covers=_covers(charges), order_discount=None
    )


def _codes(cards: dict[int, ProductCard]) -> dict[str, TaxCodeData]:
    return {card.tax_code: TaxCodeData(card.tax_code, card.tax_rate, card.tax_exempt) for card in cards.values()}


def _covers(charges: Sequence[ChargeIn]) -> dict[str, CoverData]:
    """What the holds are, said by the module that holds; without it, what the charge says."""
    covered = [(charge, charge.cover) for charge in charges if charge.cover is not None]
    found: dict[str, CoverData] = {}
    for contributor in contributors(LineCover):  # type: ignore[type-abstract]
        references = [cover.reference for _charge, cover in covered if cover.kind == contributor.kind]
        found.update(contributor.describe(references))
    return {
        charge.source: found.get(cover.reference)
        or CoverData(
            kind=cover.kind,
            reference=cover.reference,
            balance_id=cover.balance_id,
            title=cover.label,
            session=None,
            sessions=None,
            value=cover.value,
        )
        for charge, cover in covered
    }
