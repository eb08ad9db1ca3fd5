"""What a refund of lines comes to: pure functions of what was sold and what went back before.

Shares follow the stored parts and telescope: after any refunds, Σ given back = round(part × quantity back ÷ sold),
so the last one takes the remainder to the satang, whatever was refused or withdrawn in between.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from erp.kernel.money.rounding import money
from modules.sales.data import RefundLineIn, SoldLine, TaxPart
from modules.sales.errors import GoodsUndecided, NothingToRefund, RefundTooMuch, RefundWholeLine

ZERO = Decimal("0.00")
GOODS = ("stock", "loss")


@dataclass(frozen=True, kw_only=True)
class Back:
    """What went back of a line before (refunds refused or withdrawn left out)."""

    quantity: Decimal = Decimal(0)
    cost: Decimal = ZERO
    parts: Mapping[str, TaxPart] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Refundable:
    """A sold line with what is left to give back of it."""

    line: SoldLine
    title_th: str
    unit: str
    cost: Decimal
    moves_goods: bool
    """The bill took them out of the store: they come back, or are written off."""
    back: Back
    unused: Sequence[TaxPart] | None = None
    """Of a line that is given back as a whole (a course): what is not used yet."""

    @property
    def left(self) -> Decimal:
        """How much of it can be given back."""
        return self.line.quantity - self.back.quantity

    @property
    def has_left(self) -> bool:
        """Whether anything can be given back; nothing of a course that is used up or over."""
        return self.left > 0 and (self.unused is None or any(part.gross for part in self.unused))


@dataclass(frozen=True, kw_only=True)
class PlannedLine:
    """A line of a refund, priced."""

    source: Refundable
    quantity: Decimal
    goods: str
    parts: Sequence[TaxPart]
    kept: Decimal
    cost: Decimal

    @property
    def gross(self) -> Decimal:
        """What the patient gets back."""
        return sum((part.gross for part in self.parts), ZERO)

    @property
    def vat(self) -> Decimal:
        """VAT of all its parts."""
        return sum((part.vat for part in self.parts), ZERO)

    @property
    def worth(self) -> Decimal:
        """What it is about for a limit: money, and sessions that go back instead of money."""
        cover = self.source.line.cover
        whole = cover.value if cover is not None else ZERO
        return self.gross + money(whole * self.quantity / self.source.line.quantity)


def plan_refund(lines: Mapping[int, Refundable], asked: Sequence[RefundLineIn]) -> list[PlannedLine]:
    """Price what is asked for. Raises NothingToRefund, RefundTooMuch, RefundWholeLine or GoodsUndecided."""
    if not asked or len({each.line_id for each in asked}) != len(asked):
        raise NothingToRefund()
    return [_planned(lines.get(each.line_id), each) for each in asked]


def _planned(source: Refundable | None, asked: RefundLineIn) -> PlannedLine:
    if source is None or not source.has_left:
        raise NothingToRefund(line_id=asked.line_id)
    whole = source.line.covered or source.unused is not None
    if not 0 < asked.quantity <= source.left or (whole and asked.quantity != asked.quantity.to_integral()):
        raise RefundTooMuch(line_id=asked.line_id, quantity=str(asked.quantity), left=str(source.left))
    if source.unused is not None and asked.quantity != source.line.quantity:
        raise RefundWholeLine(line_id=asked.line_id, quantity=str(source.line.quantity))
    if source.moves_goods and asked.goods not in GOODS:
        raise GoodsUndecided(line_id=asked.line_id, field="goods")
    after = source.back.quantity + asked.quantity
    parts = _parts(source, after) if source.unused is None else list(source.unused)
    gross = sum((part.gross for part in parts), ZERO)
    return PlannedLine(
        source=source,
        quantity=asked.quantity,
        goods=asked.goods if source.moves_goods else "",
        parts=parts,
        kept=source.line.gross - gross if source.unused is not None else ZERO,
        cost=_share(source.cost, after, source.line.quantity, source.back.cost) if source.moves_goods else ZERO,
    )


def _parts(source: Refundable, after: Decimal) -> list[TaxPart]:
    found = []
    for part in source.line.parts:
        before = source.back.parts.get(part.tax_code)
        gross = _share(part.gross, after, source.line.quantity, before.gross if before else ZERO)
        vat = min(gross, _share(part.vat, after, source.line.quantity, before.vat if before else ZERO))
        found.append(TaxPart(tax_code=part.tax_code, gross=gross, net=gross - vat, vat=vat))
    return found


def _share(whole: Decimal, after: Decimal, sold: Decimal, before: Decimal) -> Decimal:
    """What brings the sum that went back to round(whole × after ÷ sold); all that remains when all of it is back."""
    return max(ZERO, (whole if after >= sold else money(whole * after / sold)) - before)
