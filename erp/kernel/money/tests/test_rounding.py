"""The shared vectors, and the laws that they are drawn from."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from erp.kernel.money.rounding import SATANG, money, spread, to_step, vat_inside

VECTORS = json.loads((Path(__file__).parents[1] / "vectors.json").read_text())
amounts = st.decimals(min_value=-1_000_000, max_value=1_000_000, places=2)
weights = st.lists(st.decimals(min_value=0, max_value=100_000, places=2), min_size=1, max_size=30)


@pytest.mark.parametrize(("amount", "rounded"), VECTORS["money"])
def test_money_follows_the_shared_vectors(amount: str, rounded: str) -> None:
    assert money(amount) == Decimal(rounded)


@pytest.mark.parametrize(("total", "parts", "shares"), VECTORS["spread"])
def test_spread_follows_the_shared_vectors(total: str, parts: list[str], shares: list[str]) -> None:
    assert spread(Decimal(total), [Decimal(part) for part in parts]) == [Decimal(share) for share in shares]


@pytest.mark.parametrize(("gross", "rate", "net", "vat"), VECTORS["vat_inside"])
def test_vat_inside_follows_the_shared_vectors(gross: str, rate: str, net: str, vat: str) -> None:
    assert vat_inside(Decimal(gross), Decimal(rate)) == (Decimal(net), Decimal(vat))


@pytest.mark.parametrize(("amount", "step", "nearest"), VECTORS["to_step"])
def test_to_step_follows_the_shared_vectors(amount: str, step: str, nearest: str) -> None:
    assert to_step(Decimal(amount), Decimal(step)) == Decimal(nearest)


@given(amounts, st.sampled_from([Decimal("0.25"), Decimal("1.00")]))
def test_to_step_is_a_multiple_at_most_half_a_step_away(amount: Decimal, step: Decimal) -> None:
    nearest = to_step(amount, step)
    assert nearest % step == 0
    assert abs(nearest - amount) <= step / 2


@given(amounts, weights)
def test_spread_adds_up_and_stays_within_a_satang_of_the_exact_share(total: Decimal, over: list[Decimal]) -> None:
    parts = spread(total, over)
    assert sum(parts) == total
    whole = sum(over)
    if whole:
        assert all(abs(part - total * weight / whole) <= SATANG for part, weight in zip(parts, over, strict=True))


def test_net_and_vat_add_up_for_every_price_to_a_thousand_baht() -> None:
    for satangs in range(1, 100_001):
        gross = satangs * SATANG
        net, vat = vat_inside(gross, Decimal(7))
        assert net + vat == gross
        assert abs(vat - gross * 7 / 107) <= SATANG / 2


def test_spread_refuses_nothing_and_negative_weights() -> None:
    with pytest.raises(ValueError, match="nothing"):
        spread(Decimal(1), [])
    with pytest.raises(ValueError, match="negative"):
        spread(Decimal(1), [Decimal(2), Decimal(-1)])
