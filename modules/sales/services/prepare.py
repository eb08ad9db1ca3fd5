"""First and second phase of a sale: read what is needed, check it, and price it. Nothing is written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from erp.kernel.hooks.hook import contributors
from modules.catalog.public import ProductCard, product_cards
from modules.ledger.public import TaxCodeData
from modules.ledger.public import tax_codes as ledger_tax_codes
from modules.sales.data import Agreed, CoverAsk, CoverData, CoverIn, DiscountIn, LineIn, PayAsk, TaxWeight
from modules.sales.errors import (
    CoverUnknown,
    DeliveryUnknown,
    PartIsFixed,
    PatientMissing,
    PriceDiffers,
    SharesDoNotAddUp,
    UnknownProduct,
)
from modules.sales.hooks import LineCover, LineDelivery
from modules.sales.models import OrderLine
from modules.sales.selectors.pricing import Priced, price_lines

SALES_KINDS = {"treatment", "drug", "retail"}
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill, read and priced."""

    priced: Priced
    kept: Mapping[str, OrderLine]
    """Lines of the draft that stay, by key: they keep what happened to them before (stock, lot, charge)."""
    deliveries: Mapping[str, LineDelivery]
    covers: Mapping[str, LineCover]


def prepare(
    *,
    lines: Sequence[LineIn],
    drafted: Sequence[OrderLine],
    order_discount: DiscountIn | None,
    patient_id: int | None,
    on: date,
    by: Any,
    at: datetime,
    binding: bool,
    price_list: int | None = None,
) -> Bill:
    """Read cards, ask covers and deliveries, and price. `binding` also locks what covers the lines.

    Raises UnknownProduct, PriceDiffers, SharesDoNotAddUp, PatientMissing, CoverUnknown, DeliveryUnknown, PartIsFixed,
    or what the covering or delivering module refuses.
    """
    cards = product_cards((line.product_id for line in lines), on=on, price_list=price_list)
    known = {line.key: line for line in drafted}
    kept = {line.key: known[line.key] for line in lines if _stays(line, known.get(line.key))}
    given = [_checked(line, cards.get(line.product_id), kept.get(line.key)) for line in lines]
    deliveries = _deliveries({cards[line.product_id].kind for line in given if line.cover is None}, patient_id)
    agreed = _agreed(given, cards, deliveries, patient_id=patient_id, on=on)
    weights = _weights(given, cards, deliveries, on)
    covers, described = _covers(given, patient_id=patient_id, by=by, at=at, on=on, binding=binding)
    priced = price_lines(
        given,
        cards=cards,
        weights=weights,
        tax_codes=_codes(cards, [*weights.values(), *(part.weights for part in agreed.values())]),
        covers=described,
        agreed=agreed,
        order_discount=order_discount,
    )
    if discounted := next((line for line in priced.lines if line.agreed is not None and line.discount), None):
        raise PartIsFixed(key=discounted.line.key, discount=str(discounted.discount))
    return Bill(priced, kept, deliveries, covers)


def _stays(line: LineIn, drafted: OrderLine | None) -> bool:
    return drafted is not None and drafted.product_id == line.product_id


def _with_kept(line: LineIn, drafted: OrderLine | None) -> LineIn:
    """A charge's line keeps its hold and its lot; the till may choose neither again."""
    if drafted is None or not drafted.charge:
        return line
    cover = line.cover
    if drafted.cover_kind and cover is not None:
        cover = replace(cover, reference=drafted.cover_reference, label=drafted.cover.get("title", ""))
    return replace(line, lot_id=drafted.lot_id, cover=cover, quantity=drafted.quantity)


def _checked(asked: LineIn, card: ProductCard | None, drafted: OrderLine | None) -> LineIn:
    line = _with_kept(asked, drafted)
    if card is None or (drafted is None and not line.pays and not card.is_sellable):
        raise UnknownProduct(product_id=line.product_id, key=line.key)
    agreed, standard = _prices(line, card, drafted)
    if line.unit_price != agreed and not line.pays:
        raise PriceDiffers(key=line.key, unit_price=str(line.unit_price), price=str(agreed))
    if line.shares and sum((share.percent for share in line.shares), Decimal(0)) != HUNDRED:
        raise SharesDoNotAddUp(key=line.key)
    return line if line.pays else replace(line, standard_price=standard)


def _prices(line: LineIn, card: ProductCard, drafted: OrderLine | None) -> tuple[Decimal | None, Decimal | None]:
    """What a line costs; and, where the price list says so, what it would cost without it.

    A charge costs what the visit said, unless the list names its product; a session that a course pays keeps its value.
    """
    if drafted is None or not drafted.charge:
        return card.price, card.standard_price if card.in_list else None
    said = drafted.unit_price if drafted.standard_price is None else drafted.standard_price
    return (card.price, said) if card.in_list and line.cover is None else (said, None)


def _deliveries(kinds: set[str], patient_id: int | None) -> dict[str, LineDelivery]:
    wanted = kinds - SALES_KINDS
    if not wanted:
        return {}
    found = {delivery.kind: delivery for delivery in contributors(LineDelivery) if delivery.kind in wanted}  # type: ignore[type-abstract]
    for kind in sorted(wanted - found.keys()):
        raise DeliveryUnknown(kind=kind)
    if patient_id is None:
        raise PatientMissing(field="patient")
    return found


def _agreed(
    lines: Sequence[LineIn],
    cards: Mapping[int, ProductCard],
    deliveries: Mapping[str, LineDelivery],
    *,
    patient_id: int | None,
    on: date,
) -> dict[str, Agreed]:
    """What lines cost that pay a part of an agreed price."""
    found: dict[str, Agreed] = {}
    paying = [line for line in lines if line.pays]
    for line in paying:
        if cards[line.product_id].kind not in deliveries or line.cover is not None:
            raise PartIsFixed(key=line.key)
    for kind, delivery in deliveries.items():
        asks = [
            PayAsk(key=line.key, product_id=line.product_id, pays=line.pays, price=cards[line.product_id].price)
            for line in paying
            if cards[line.product_id].kind == kind
        ]
        if asks and patient_id is not None:
            found.update(delivery.agreed(patient_id=patient_id, asks=asks, on=on))
    for line in paying:
        if line.unit_price != found[line.key].amount:
            raise PriceDiffers(key=line.key, unit_price=str(line.unit_price), price=str(found[line.key].amount))
        if line.quantity != 1:
            raise PartIsFixed(key=line.key)
    return found


def _weights(
    lines: Sequence[LineIn], cards: Mapping[int, ProductCard], deliveries: Mapping[str, LineDelivery], on: date
) -> dict[int, Sequence[TaxWeight]]:
    weights: dict[int, Sequence[TaxWeight]] = {}
    for kind, delivery in deliveries.items():
        wanted = sorted({line.product_id for line in lines if cards[line.product_id].kind == kind and not line.cover})
        weights.update(delivery.tax_weights(product_ids=wanted, on=on))
    return weights


def _codes(cards: Mapping[int, ProductCard], weights: Sequence[Sequence[TaxWeight]]) -> dict[str, TaxCodeData]:
    codes = {card.tax_code: TaxCodeData(card.tax_code, card.tax_rate, card.tax_exempt) for card in cards.values()}
    if any(share.tax_code not in codes for shares in weights for share in shares):
        codes = {**ledger_tax_codes(), **codes}
    return codes


def _covers(
    lines: Sequence[LineIn], *, patient_id: int | None, by: Any, at: datetime, on: date, binding: bool
) -> tuple[dict[str, LineCover], dict[str, CoverData]]:
    asked: dict[str, list[LineIn]] = {}
    for line in lines:
        if line.cover is not None:
            asked.setdefault(line.cover.kind, []).append(line)
    if not asked:
        return {}, {}
    contributed = {cover.kind: cover for cover in contributors(LineCover)}  # type: ignore[type-abstract]
    described: dict[str, CoverData] = {}
    for kind, wanted in asked.items():
        if kind not in contributed:
            raise CoverUnknown(kind=kind)
        if patient_id is None:
            raise PatientMissing(field="patient")
        if binding:
            asks = [_ask(line, line.cover) for line in wanted if line.cover]
            described.update(contributed[kind].plan(patient_id=patient_id, asks=asks, by=by, at=at, on=on))
        else:
            described.update(_drafted_covers(wanted, contributed[kind]))
    return {kind: contributed[kind] for kind in asked}, described


def _ask(line: LineIn, cover: CoverIn) -> CoverAsk:
    return CoverAsk(
        key=line.key,
        product_id=line.product_id,
        quantity=line.quantity,
        balance_id=cover.balance_id,
        reference=cover.reference,
    )


def _drafted_covers(lines: Sequence[LineIn], contributor: LineCover) -> dict[str, CoverData]:
    """A draft promises nothing: it only remembers what was chosen."""
    known = contributor.describe([line.cover.reference for line in lines if line.cover and line.cover.reference])
    found = {}
    for line in lines:
        if line.cover is None:
            continue
        found[line.key] = known.get(line.cover.reference) or CoverData(
            kind=line.cover.kind,
            reference=line.cover.reference,
            balance_id=line.cover.balance_id,
            title=line.cover.label,
            session=None,
            sessions=None,
            value=line.cover.value,
        )
    return found
