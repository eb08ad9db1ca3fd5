"""A sale that was printed without the server, read again: priced as it was, and held against itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import F

from modules.catalog.public import PriceListCard, PriceListNotInForce, ProductCard, price_list_in_force
from modules.ledger.public import TaxCodeData
from modules.ledger.public import tax_codes as ledger_tax_codes
from modules.sales.data import LineIn, PrintedSale
from modules.sales.errors import (
    DeviceUnknown,
    NotOffline,
    PrintedDiffers,
    SessionNotOpen,
    SharesDoNotAddUp,
    TotalDiffers,
    UnknownProduct,
)
from modules.sales.models import DeviceSeries, FindingKind, RegisterSession, SessionState
from modules.sales.policies import discount_limit
from modules.sales.selectors.desk import SHARED, Desk
from modules.sales.selectors.pricing import Priced, price_lines
from modules.sales.selectors.receipts import kind_of

HUNDRED = Decimal(100)
KINDS = {"treatment", "drug", "retail"}
TENDERS = {"cash", "card", "promptpay"}


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something about a printed sale that a person has to look at."""

    kind: FindingKind
    detail: str
    product_id: int | None = None
    quantity: Decimal | None = None


def series_of(sale: PrintedSale, session: RegisterSession) -> DeviceSeries:
    """The series that the number is of. Raises DeviceUnknown, or PrintedDiffers for a number of another form."""
    found = (
        DeviceSeries.objects.select_related("device")
        .filter(device__register_id=session.register_id, device__key=sale.device, kind=sale.kind, year=sale.year)
        .first()
    )
    if found is None:
        raise DeviceUnknown(device=str(sale.device))
    if sale.no < 1 or sale.number != f"{found.prefix}{sale.no:06d}":
        raise PrintedDiffers(field="number", number=sale.number)
    return found


def hold_desk_of(session: RegisterSession) -> tuple[Desk, bool]:
    """The session that the sale was made in, also while it is counted. Once it is closed, the register's next one.

    The flag says that it is another one. Raises SessionNotOpen while there is none: the sale waits.
    """
    row = _desk(session.pk)
    if row is not None and row[1] in (SessionState.OPEN, SessionState.COUNTING):
        return Desk(*row), False
    running = RegisterSession.objects.filter(register_id=session.register_id, state=SessionState.OPEN).first()
    row = _desk(running.pk) if running is not None else None
    if row is None or row[1] != SessionState.OPEN:
        raise SessionNotOpen(register_session=session.pk, state=session.state)
    return Desk(*row), True


def list_of(sale: PrintedSale, desk: Desk) -> PriceListCard | None:
    """The price list that the sale was made by; None where the branch does not sell by it (any more)."""
    if sale.price_list is None:
        return None
    try:
        return price_list_in_force(sale.price_list, branch_id=desk.branch_id, on=desk.business_on)
    except PriceListNotInForce:
        return None


def price_printed(sale: PrintedSale, *, cards: Mapping[int, ProductCard]) -> Priced:
    """Price the lines at the prices and tax codes that were printed; the total must come out as it stands there.

    Raises UnknownProduct, NotOffline, SharesDoNotAddUp, TotalDiffers, PrintedDiffers, or what pricing refuses.
    """
    lines = [_checked(line, cards.get(line.product_id)) for line in sale.lines]
    for tender in sale.tenders:
        if tender.kind not in TENDERS:
            raise NotOffline(kind=tender.kind)
    codes = ledger_tax_codes()
    printed = {
        line.product_id: _with_code(cards[line.product_id], sale.tax_codes.get(line.key, ""), codes)
        for line in sale.lines
    }
    priced = price_lines(
        lines, cards=printed, weights={}, tax_codes=codes, covers={}, order_discount=sale.order_discount
    )
    if priced.total != sale.total:
        raise TotalDiffers(expected_total=str(sale.total), total=str(priced.total), field="total")
    if kind_of(priced) != sale.kind:
        raise PrintedDiffers(field="kind", kind=sale.kind)
    return priced


def noticed_in(priced: Priced, *, cards: Mapping[int, ProductCard], cashier: Any) -> list[Noticed]:
    """Prices of another day, and a discount above what the cashier may give."""
    found = [
        Noticed(
            FindingKind.PRICE,
            f"{line.card.code}: {line.line.unit_price} / {cards[line.card.id].price}",
            line.card.id,
        )
        for line in priced.lines
        if line.line.unit_price != cards[line.card.id].price
    ]
    limit = discount_limit(cashier)
    if priced.discount and not priced.within(limit):
        found.append(Noticed(FindingKind.DISCOUNT, f"{priced.discount} > {limit} %"))
    return found


def numbers_missing(register_id: int) -> Sequence[str]:
    """Numbers that devices of the register say they gave, and whose sales have not arrived."""
    behind = DeviceSeries.objects.filter(device__register_id=register_id, reported__gt=F("last"))
    return [f"{each.prefix}{no:06d}" for each in behind for no in range(each.last + 1, each.reported + 1)]


def _desk(session_id: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(SHARED, {"session": session_id})
        return cursor.fetchone()


def _checked(line: LineIn, card: ProductCard | None) -> LineIn:
    if card is None:
        raise UnknownProduct(product_id=line.product_id, key=line.key)
    if card.kind not in KINDS or line.cover is not None or line.pays:
        raise NotOffline(key=line.key, kind=card.kind)
    if line.shares and sum((share.percent for share in line.shares), Decimal(0)) != HUNDRED:
        raise SharesDoNotAddUp(key=line.key)
    return replace(line, standard_price=card.standard_price if card.in_list else None)


def _with_code(card: ProductCard, code: str, codes: Mapping[str, TaxCodeData]) -> ProductCard:
    if code not in codes:
        raise PrintedDiffers(field="tax_code", tax_code=code)
    tax = codes[code]
    return replace(card, tax_code=code, tax_rate=tax.rate, tax_exempt=tax.exempt)
