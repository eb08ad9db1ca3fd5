"""What a bill comes to: pure functions of the lines, the cards and the discount. No clock, no database.

Discounts first (each line's own, then the order's spread over what remains), then VAT once for each tax code of the
document, spread to its parts. The same vectors hold Python and TypeScript to it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from erp.kernel.money.rounding import SATANG, money, spread, vat_inside
from modules.catalog.data import ProductCard
from modules.ledger.data import TaxCodeData
from modules.sales.data import Agreed, CoverData, DiscountIn, LineIn, TaxPart, TaxWeight
from modules.sales.errors import DiscountInvalid, NothingToSell, QuantityInvalid

ZERO = Decimal("0.00")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with everything that money says about it."""

    line: LineIn
    card: ProductCard
    amount: Decimal
    line_discount: Decimal
    discount: Decimal
    gross: Decimal
    parts: Sequence[TaxPart]
    cover: CoverData | None
    agreed: Agreed | None = None

    @property
    def net(self) -> Decimal:
        """Without VAT."""
        return sum((part.net for part in self.parts), ZERO)

    @property
    def vat(self) -> Decimal:
        """VAT of all its parts."""
        return sum((part.vat for part in self.parts), ZERO)


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """What one tax code takes of the document."""

    tax_code: str
    rate: Decimal
    exempt: bool
    gross: Decimal
    net: Decimal
    vat: Decimal


@dataclass(frozen=True, slots=True)
class Priced:
    """The bill."""

    lines: Sequence[PricedLine]
    taxes: Sequence[TaxTotal]
    subtotal: Decimal
    order_discount: Decimal
    discount: Decimal
    vat: Decimal
    total: Decimal

    def within(self, percent: Decimal) -> bool:
        """Whether no line is discounted by more than `percent`, a satang of rounding and spreading allowed."""
        grace = SATANG if self.order_discount else ZERO
        return all(line.discount <= money(line.amount * percent / HUNDRED) + grace for line in self.lines)

    @property
    def is_taxable(self) -> bool:
        """Whether anything on it belongs on a tax invoice."""
        return any(not tax.exempt and tax.gross for tax in self.taxes)


def price_lines(
    lines: Sequence[LineIn],
    *,
    cards: Mapping[int, ProductCard],
    weights: Mapping[int, Sequence[TaxWeight]],
    tax_codes: Mapping[str, TaxCodeData],
    covers: Mapping[str, CoverData],
    order_discount: DiscountIn | None,
    agreed: Mapping[str, Agreed] | None = None,
) -> Priced:
    """Price a bill. Raises NothingToSell, QuantityInvalid or DiscountInvalid."""
    agreed = agreed or {}
    if not lines:
        raise NothingToSell()
    amounts = [ZERO if line.key in covers else _amount(line) for line in lines]
    own = [_line_discount(line, amount) for line, amount in zip(lines, amounts, strict=True)]
    remaining = [amount - off for amount, off in zip(amounts, own, strict=True)]
    whole = _discount_on(sum(remaining, ZERO), order_discount)
    spread_out = spread(whole, remaining)
    grosses = [rest - off for rest, off in zip(remaining, spread_out, strict=True)]
    shares = [_shares(line, weights, agreed) for line in lines]
    parts = _tax_parts(lines, grosses, shares, cards=cards, tax_codes=tax_codes, covers=covers)
    priced = [
        PricedLine(
            line=line,
            card=cards[line.product_id],
            amount=amounts[index],
            line_discount=own[index],
            discount=amounts[index] - grosses[index],
            gross=grosses[index],
            parts=parts[index],
            cover=covers.get(line.key),
            agreed=agreed.get(line.key),
        )
        for index, line in enumerate(lines)
    ]
    subtotal, total = sum(amounts, ZERO), sum(grosses, ZERO)
    taxes = _totals(parts, tax_codes)
    return Priced(priced, taxes, subtotal, whole, subtotal - total, sum((tax.vat for tax in taxes), ZERO), total)


def _amount(line: LineIn) -> Decimal:
    if line.quantity <= 0 or line.unit_price < 0:
        raise QuantityInvalid(key=line.key)
    return money(line.unit_price * line.quantity)


def _line_discount(line: LineIn, amount: Decimal) -> Decimal:
    return _discount_on(amount, DiscountIn(amount=line.discount_amount, percent=line.discount_percent))


def _discount_on(amount: Decimal, discount: DiscountIn | None) -> Decimal:
    if discount is None or (discount.amount is None and discount.percent is None):
        return ZERO
    if discount.amount is not None and discount.percent is not None:
        raise DiscountInvalid()
    percent = discount.percent
    off = money(discount.amount or ZERO) if percent is None else money(amount * percent / HUNDRED)
    if off < 0 or off > amount:
        raise DiscountInvalid(discount=str(off), amount=str(amount))
    return off


def _shares(
    line: LineIn, weights: Mapping[int, Sequence[TaxWeight]], agreed: Mapping[str, Agreed]
) -> Sequence[TaxWeight]:
    """How a line divides over tax codes; a part of an agreed price by what is left of each."""
    if line.key in agreed:
        return agreed[line.key].weights
    return weights.get(line.product_id) or ()


def _tax_parts(
    lines: Sequence[LineIn],
    grosses: Sequence[Decimal],
    divided: Sequence[Sequence[TaxWeight]],
    *,
    cards: Mapping[int, ProductCard],
    tax_codes: Mapping[str, TaxCodeData],
    covers: Mapping[str, CoverData],
) -> list[list[TaxPart]]:
    """VAT is computed once from each code's gross and spread to its parts; ties go by line order."""
    raw: list[tuple[int, str, Decimal]] = []  # (line, code, gross)
    for index, line in enumerate(lines):
        if line.key in covers:
            continue
        shares = divided[index]
        codes = [share.tax_code for share in shares] or [cards[line.product_id].tax_code]
        pieces = spread(grosses[index], [share.price for share in shares] or [Decimal(1)])
        merged: dict[str, Decimal] = {}
        for code, piece in zip(codes, pieces, strict=True):
            merged[code] = merged.get(code, ZERO) + piece
        raw += [(index, code, piece) for code, piece in merged.items()]
    by_code: dict[str, list[int]] = defaultdict(list)
    for place, (_index, code, _gross) in enumerate(raw):
        by_code[code].append(place)
    vats = [ZERO] * len(raw)
    for code, places in by_code.items():
        tax = tax_codes[code]
        if tax.exempt or not tax.rate:
            continue
        _net, vat = vat_inside(sum((raw[place][2] for place in places), ZERO), tax.rate)
        for place, share in zip(places, spread(vat, [raw[place][2] for place in places]), strict=True):
            vats[place] = share
    parts: list[list[TaxPart]] = [[] for _ in lines]
    for place, (index, code, gross) in enumerate(raw):
        parts[index].append(TaxPart(tax_code=code, gross=gross, net=gross - vats[place], vat=vats[place]))
    return parts


def _totals(parts: Sequence[Sequence[TaxPart]], tax_codes: Mapping[str, TaxCodeData]) -> list[TaxTotal]:
    found: dict[str, list[TaxPart]] = defaultdict(list)
    for line in parts:
        for part in line:
            found[part.tax_code].append(part)
    return [
        TaxTotal(
            code,
            tax_codes[code].rate,
            tax_codes[code].exempt,
            sum((part.gross for part in each), ZERO),
            sum((part.net for part in each), ZERO),
            sum((part.vat for part in each), ZERO),
        )
        for code, each in sorted(found.items())
    ]
