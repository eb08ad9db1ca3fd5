"""The arithmetic: the example of the plan, and laws that hold for any order of lines."""

from decimal import Decimal as D
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.commissions.services.computation import marginal, rate_at, split_base, step_by_tiers, whole

TIERS = ((D("0.00"), D("5.00")), (D("100000.00"), D("10.00")))
bases = st.lists(st.decimals(min_value=-50_000, max_value=90_000, places=2), min_size=1, max_size=5)


def test_whole_crossing_a_tier_writes_the_line_and_the_difference() -> None:
    first, none = step_by_tiers(mode="whole", tiers=TIERS, before=D("0.00"), base=D("90000.00"))
    assert (first, none) == (D("4500.00"), D("0.00"))
    line, difference = step_by_tiers(mode="whole", tiers=TIERS, before=D("90000.00"), base=D("18000.00"))
    assert (line, difference) == (D("1800.00"), D("4500.00"))


def test_a_base_of_exactly_the_border_stays_in_the_lower_tier() -> None:
    assert rate_at(D("100000.00"), TIERS) == D("5.00")
    assert rate_at(D("100000.01"), TIERS) == D("10.00")


def test_marginal_pays_each_tier_on_its_own_part() -> None:
    assert marginal(D("108000.00"), TIERS) == D("5800.00")


def test_split_gives_the_residue_to_the_largest_share() -> None:
    assert split_base(D("100.00"), [D("33.33"), D("33.34"), D("33.33")]) == [D("33.33"), D("33.34"), D("33.33")]
    assert split_base(D("0.05"), [D("50"), D("50")]) == [D("0.03"), D("0.02")]
    assert split_base(D("-0.05"), [D("40"), D("60")]) == [D("-0.02"), D("-0.03")]


@pytest.mark.parametrize("mode", ["whole", "marginal"])
@given(bases)
def test_any_order_of_lines_comes_to_the_rule_of_the_sum(mode: str, lines: list[D]) -> None:
    rule = whole if mode == "whole" else marginal
    for order in list(permutations(lines))[:12]:
        before, paid = D("0.00"), D("0.00")
        for base in order:
            line, difference = step_by_tiers(mode=mode, tiers=TIERS, before=before, base=base)
            before, paid = before + base, paid + line + difference
        assert paid == rule(sum(lines, D("0.00")), TIERS)
