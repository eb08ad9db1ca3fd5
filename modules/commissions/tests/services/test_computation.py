"""The arithmetic: the example of the plan, and laws that hold for any order of lines."""

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.commissions.services.computation import marginal, rate_at, split_base, step_by_tiers, whole

TIERS = ((Decimal("0.00"), Decimal("5.00")), (Decimal("100000.00"), Decimal("10.00")))
bases = st.lists(st.decimals(min_value=-50_000, max_value=90_000, places=2), min_size=1, max_size=5)


def test_whole_crossing_a_tier_writes_the_line_and_the_difference() -> None:
    first, none = step_by_tiers(mode="whole", tiers=TIERS, before=Decimal("0.00"), base=Decimal("90000.00"))
    assert (first, none) == (Decimal("4500.00"), Decimal("0.00"))
    line, difference = step_by_tiers(mode="whole", tiers=TIERS, before=Decimal("90000.00"), base=Decimal("18000.00"))
    assert (line, difference) == (Decimal("1800.00"), Decimal("4500.00"))


def test_a_base_of_exactly_the_border_stays_in_the_lower_tier() -> None:
    assert rate_at(Decimal("100000.00"), TIERS) == Decimal("5.00")
    assert rate_at(Decimal("100000.01"), TIERS) == Decimal("10.00")


def test_marginal_pays_each_tier_on_its_own_part() -> None:
    assert marginal(Decimal("108000.00"), TIERS) == Decimal("5800.00")


def test_split_gives_the_residue_to_the_largest_share() -> None:
    assert split_base(Decimal("100.00"), [Decimal("33.33"), Decimal("33.34"), Decimal("33.33")]) == [
        Decimal("33.33"),
        Decimal("33.34"),
        Decimal("33.33"),
    ]
    assert split_base(Decimal("0.05"), [Decimal("50"), Decimal("50")]) == [Decimal("0.03"), Decimal("0.02")]
    assert split_base(Decimal("-0.05"), [Decimal("40"), Decimal("60")]) == [Decimal("-0.02"), Decimal("-0.03")]


@pytest.mark.parametrize("mode", ["whole", "marginal"])
@given(bases)
def test_any_order_of_lines_comes_to_the_rule_of_the_sum(mode: str, lines: list[Decimal]) -> None:
    rule = whole if mode == "whole" else marginal
    for order in list(permutations(lines))[:12]:
        before, paid = Decimal("0.00"), Decimal("0.00")
        for base in order:
            line, difference = step_by_tiers(mode=mode, tiers=TIERS, before=before, base=base)
            before, paid = before + base, paid + line + difference
        assert paid == rule(sum(lines, Decimal("0.00")), TIERS)
