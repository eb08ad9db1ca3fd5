"""Prices, discounts and VAT: pure, and the same in Python and TypeScript."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.catalog.data import ProductCard
from modules.ledger.data import TaxCodeData
from modules.sales.data import DiscountIn, LineIn, TaxWeight
from modules.sales.errors import DiscountInvalid
from modules.sales.selectors.pricing import price_lines

D = Decimal
CODES = {
    "VAT7": TaxCodeData("VAT7", D("7.00"), False),
    "EXEMPT": TaxCodeData("EXEMPT", D("0.00"), True),
}


def card(product_id: int, tax: str) -> ProductCard:
    return ProductCard(
        product_id, f"P{product_id}", "retail", "P", "", "C", D(1), tax, CODES[tax].rate, CODES[tax].exempt, "piece",
        "", D(1), False, False, "", 0, "", "active",
    )  # fmt: skip


CARDS = {1: card(1, "VAT7"), 2: card(2, "EXEMPT"), 3: card(3, "VAT7")}


def price(lines, discount=None, weights=None):
    return price_lines(lines, cards=CARDS, weights=weights or {}, tax_codes=CODES, covers={}, order_discount=discount)


def line(product_id, amount, quantity="1", **more):
    return LineIn(key=f"{product_id}-{amount}-{quantity}", product_id=product_id, quantity=D(quantity),
                  unit_price=D(amount), **more)  # fmt: skip


def test_a_ten_percent_discount_that_rounds_up_is_still_ten_percent():
    priced = price([line(1, "5.35", discount_percent=D(10))])
    assert priced.discount == D("0.54")
    assert priced.within(D(10))
    assert not priced.within(D(9))


def test_a_course_divides_its_price_over_its_components():
    weights = {1: [TaxWeight(tax_code="EXEMPT", price=D(2000)), TaxWeight(tax_code="VAT7", price=D(1000))]}
    (only,) = price([line(1, "2999.99")], weights=weights).lines
    assert [(part.tax_code, part.gross) for part in only.parts] == [
        ("EXEMPT", D("1999.99")),
        ("VAT7", D("1000.00")),
    ]
    assert only.vat == D("65.42")


def test_more_off_than_there_is_is_refused():
    with pytest.raises(DiscountInvalid):
        price([line(1, "10.00")], DiscountIn(amount=D("10.01")))
    with pytest.raises(DiscountInvalid):
        price([line(1, "10.00", discount_amount=D(1), discount_percent=D(1))])


AMOUNTS = st.decimals(min_value=0, max_value=50_000, places=2)


@given(
    amounts=st.lists(st.tuples(st.sampled_from([1, 2, 3]), AMOUNTS), min_size=1, max_size=20),
    percent=st.decimals(min_value=0, max_value=100, places=2),
)
def test_whatever_the_bill_all_parts_add_up(amounts, percent):
    lines = [
        LineIn(key=str(place), product_id=product, quantity=D(1), unit_price=amount)
        for place, (product, amount) in enumerate(amounts)
    ]
    priced = price(lines, DiscountIn(percent=percent))
    assert priced.subtotal - priced.discount == priced.total == sum(each.gross for each in priced.lines)
    assert all(each.gross >= 0 and each.gross == each.net + each.vat for each in priced.lines)
    assert sum(tax.vat for tax in priced.taxes) == priced.vat == sum(each.vat for each in priced.lines)
    assert all(part.vat >= 0 for each in priced.lines for part in each.parts)
