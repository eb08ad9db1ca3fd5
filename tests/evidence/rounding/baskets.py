"""Random baskets as plain values, and what they come to in Python: the reference for TypeScript and SQL.

Amounts are satang. A basket: {"lines": [{"code", "parts": [[code, weight], …], "price", "quantity" (thousandths),
"off", "covered"}], "off"}; "off" is null, ["percent", hundredths of a percent] or ["amount", satang].
"""

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from modules.catalog.data import ProductCard
from modules.ledger.data import TaxCodeData
from modules.sales.data import CoverData, DiscountIn, LineIn, TaxWeight
from modules.sales.selectors.pricing import price_lines

RATES = {"EXEMPT": 0, "VAT0": 0, "VAT7": 700, "VAT10": 1000}  # hundredths of a percent
TAX_CODES = {code: TaxCodeData(code, Decimal(rate) / 100, code == "EXEMPT") for code, rate in RATES.items()}
Basket = dict[str, Any]


def random_baskets(count: int, *, seed: int) -> Iterator[Basket]:
    """`count` baskets, always the same of a seed."""
    chance = random.Random(seed)
    for _ in range(count):
        lines = [_line(chance) for _ in range(chance.choice((1, 1, 2, 3, 4, 6, 12)))]
        remaining = sum(_remaining(line) for line in lines)
        yield {"lines": lines, "off": _off(chance, remaining)}


def _line(chance: random.Random) -> dict[str, Any]:
    codes = chance.sample(sorted(RATES), 2)
    parts = [[code, chance.randint(1, 500_000)] for code in (*codes, codes[0])[: chance.choice((2, 3))]]
    line = {
        "code": chance.choice(("VAT7", "VAT7", "EXEMPT", "VAT0", "VAT10")),
        "parts": parts if chance.random() < 0.2 else [],
        "price": chance.choice((chance.randint(0, 1_000), chance.randint(1, 1_000_000))),
        "quantity": chance.choice((1000, 1000, 2000, 3000, 7000, chance.randint(1, 20_000))),
        "covered": chance.random() < 0.08,
        "off": None,
    }
    return {**line, "off": _off(chance, _remaining(line))}


def _off(chance: random.Random, remaining: int) -> list[Any] | None:
    kind = chance.choice((None, None, "percent", "amount"))
    if kind is None:
        return None
    return ["percent", chance.randint(0, 10_000)] if kind == "percent" else ["amount", chance.randint(0, remaining)]


def half_up(value: int, divisor: int) -> int:
    """value ÷ divisor, half up, of values that are not negative."""
    return (2 * value + divisor) // (2 * divisor)


def _remaining(line: dict[str, Any]) -> int:
    amount = 0 if line["covered"] else half_up(line["price"] * line["quantity"], 1000)
    kind, value = line["off"] or ("amount", 0)
    return amount - (half_up(amount * value, 10_000) if kind == "percent" else value)


def in_python(basket: Basket) -> dict[str, Any]:
    """What the product's own functions say: lines [own discount, order's discount, gross], parts, sums of codes."""
    priced = price_lines(
        [_line_in(place, line) for place, line in enumerate(basket["lines"])],
        cards={place: _card(place, line["code"]) for place, line in enumerate(basket["lines"])},
        weights={place: _weights(line) for place, line in enumerate(basket["lines"]) if line["parts"]},
        tax_codes=TAX_CODES,
        covers={str(place): _COVER for place, line in enumerate(basket["lines"]) if line["covered"]},
        order_discount=_discount(basket["off"]),
    )
    return {
        "lines": [
            [satang(line.line_discount), satang(line.discount - line.line_discount), satang(line.gross)]
            for line in priced.lines
        ],
        "parts": [
            [place, part.tax_code, satang(part.gross), satang(part.net), satang(part.vat)]
            for place, line in enumerate(priced.lines)
            for part in line.parts
        ],
        "codes": [
            [tax.tax_code, satang(tax.gross), satang(tax.net), satang(tax.vat)] for tax in priced.taxes if tax.gross
        ],
    }


def satang(amount: Decimal) -> int:
    """An amount of two places as a whole number."""
    return int(amount.scaleb(2))


def baht(amount: int) -> Decimal:
    """Satang as an amount."""
    return Decimal(amount).scaleb(-2)


_COVER = CoverData(
    kind="course", reference="courses.course_hold:1", balance_id=1, title="", session=1, sessions=1, value=Decimal(0)
)


def _card(place: int, code: str) -> ProductCard:
    tax = TAX_CODES[code]
    return ProductCard(
        place, f"P{place}", "retail", "P", "", "C", Decimal(1), code, tax.rate, tax.exempt, "piece", "", Decimal(1),
        False, False, "", 0, "", "active",
    )  # fmt: skip


def _line_in(place: int, line: dict[str, Any]) -> LineIn:
    off = _discount(line["off"])
    return LineIn(
        key=str(place),
        product_id=place,
        quantity=Decimal(line["quantity"]).scaleb(-3),
        unit_price=baht(line["price"]),
        discount_amount=off.amount if off else None,
        discount_percent=off.percent if off else None,
    )


def _weights(line: dict[str, Any]) -> list[TaxWeight]:
    return [TaxWeight(tax_code=code, price=baht(weight)) for code, weight in line["parts"]]


def _discount(off: list[Any] | None) -> DiscountIn | None:
    if off is None:
        return None
    kind, value = off
    return DiscountIn(percent=Decimal(value) / 100) if kind == "percent" else DiscountIn(amount=baht(value))
