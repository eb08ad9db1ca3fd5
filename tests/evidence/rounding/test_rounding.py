"""Python, TypeScript and SQL agree on every satang; what is sold in one piece comes back in any pieces, exactly."""

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from erp.kernel.money.rounding import vat_inside
from modules.sales.data import RefundLineIn, SoldLine, TaxPart
from modules.sales.selectors.refunding import Back, PlannedLine, Refundable, plan_refund
from tests.evidence.rounding.baskets import baht, half_up, in_python, random_baskets, satang
from tests.evidence.rounding.in_sql import in_sql, prices_in_sql
from tests.evidence.rounding.in_typescript import bundle, in_typescript, prices_in_typescript
from tests.evidence.size import FULL, SEED, say, size

BASKETS = size(3_000, 100_000)
PIECE = 5_000
LAST_PRICE = size(200_000, 1_000_000)  # 2,000.00, and 10,000.00
D = Decimal


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The till's arithmetic, for node."""
    return bundle(tmp_path_factory.mktemp("till"))


def test_python_typescript_and_sql_agree_on_random_baskets(db: None, script: Path) -> None:
    baskets = random_baskets(BASKETS, seed=SEED)
    count = parts = 0
    while piece := list(islice(baskets, PIECE)):
        for basket, till, books in zip(piece, in_typescript(script, piece), in_sql(piece), strict=True):
            priced = in_python(basket)
            assert till == priced, basket
            assert books == priced, basket
            count, parts = count + 1, parts + len(priced["parts"])
            _adds_up(priced)
    assert count == BASKETS
    say(f"rounding: {count} baskets with {parts} tax parts, Python = TypeScript = SQL")


def _adds_up(priced: Mapping[str, Any]) -> None:
    for place, (_own, _order, gross) in enumerate(priced["lines"]):
        assert sum(part[2] for part in priced["parts"] if part[0] == place) == gross >= 0
    for _place, _code, gross, net, vat in priced["parts"]:
        assert gross == net + vat
        assert min(gross, net, vat) >= 0
    for code, gross, net, vat in priced["codes"]:
        own = [part for part in priced["parts"] if part[1] == code]
        assert (gross, net, vat) == tuple(sum(part[column] for part in own) for column in (2, 3, 4))


@pytest.mark.parametrize("rate", ["7.00", "10.00", "7.25"] if FULL else ["7.00"])
def test_every_price_is_net_and_vat(db: None, script: Path, rate: str) -> None:
    percent = D(rate)
    hundredths = int(percent * 100)
    vats = []
    for price in range(1, LAST_PRICE + 1):
        gross = baht(price)
        net, vat = vat_inside(gross, percent)
        assert net + vat == gross
        assert satang(net) == half_up(price * 10_000, 10_000 + hundredths)
        vats.append(satang(vat))
    text = "\n".join(map(str, vats))
    assert prices_in_typescript(script, rate, LAST_PRICE) == text
    assert prices_in_sql(rate, LAST_PRICE) == text
    say(f"prices: {LAST_PRICE} from 0.01 to {baht(LAST_PRICE):,.2f} at {rate} %, net + VAT = gross in all three")


def test_a_line_given_back_in_parts_returns_exactly_what_was_paid() -> None:
    chance = random.Random(SEED)
    lines = pieces = 0
    for basket in random_baskets(BASKETS // 3, seed=SEED + 1):
        for line in _sold(basket):
            back = list(_in_pieces(line, chance))
            lines, pieces = lines + 1, pieces + len(back)
            assert sum((each.quantity for each in back), D(0)) == line.quantity
            for part in line.parts:
                own = [piece for each in back for piece in each.parts if piece.tax_code == part.tax_code]
                assert sum((piece.gross for piece in own), D(0)) == part.gross
                assert sum((piece.net for piece in own), D(0)) == part.net
                assert sum((piece.vat for piece in own), D(0)) == part.vat
                assert all(min(piece.gross, piece.net, piece.vat) >= 0 for piece in own)
    say(f"refunds: {lines} lines in {pieces} parts, each line's gross, net and VAT back to the satang")


def _sold(basket: dict[str, Any]) -> Iterator[SoldLine]:
    priced = in_python(basket)
    for place, (line, (_own, _order, gross)) in enumerate(zip(basket["lines"], priced["lines"], strict=True)):
        if line["covered"]:
            continue
        own = [part for part in priced["parts"] if part[0] == place]
        yield SoldLine(
            line_id=1, key="", product_id=1, product_code="", kind="retail", title="", category="",
            commission_class="", quantity=D(line["quantity"]).scaleb(-3), unit_price=baht(line["price"]),
            amount=baht(gross), discount=D(0), gross=baht(gross), net=D(0), vat=D(0), lot_id=None, stock_issued=False,
            parts=[
                TaxPart(tax_code=code, gross=baht(part), net=baht(net), vat=baht(vat))
                for _place, code, part, net, vat in own
            ],
            shares=[], cover=None,
        )  # fmt: skip


def _in_pieces(line: SoldLine, chance: random.Random) -> Iterator[PlannedLine]:
    """Random quantities in random order; some are asked for, refused, and so never count."""
    left = int(line.quantity.scaleb(3))
    back: list[PlannedLine] = []
    while left:
        quantity = chance.choice((left, chance.randint(1, left), min(left, 1000), min(left, 1)))
        if len(back) > 12:
            quantity = left
        planned = _planned(line, quantity, back)
        if chance.random() < 0.15:
            continue  # refused or withdrawn: the next share is worked out as if it had never been
        back.append(planned)
        left -= quantity
        yield planned


def _planned(line: SoldLine, quantity: int, back: list[PlannedLine]) -> PlannedLine:
    gone = Back(
        quantity=sum((each.quantity for each in back), D(0)),
        parts={
            part.tax_code: TaxPart(
                tax_code=part.tax_code,
                gross=_sum(back, part.tax_code, "gross"),
                net=_sum(back, part.tax_code, "net"),
                vat=_sum(back, part.tax_code, "vat"),
            )
            for part in line.parts
        },
    )
    source = Refundable(line=line, title_th="", unit="", cost=D(0), moves_goods=False, back=gone)
    (planned,) = plan_refund({1: source}, [RefundLineIn(line_id=1, quantity=D(quantity).scaleb(-3))])
    return planned


def _sum(back: list[PlannedLine], code: str, column: str) -> Decimal:
    return sum((getattr(part, column) for each in back for part in each.parts if part.tax_code == code), D(0))
