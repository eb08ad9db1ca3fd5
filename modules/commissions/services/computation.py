"""The arithmetic of commissions: pure functions of what was read. Money is baht, rates are percentages."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from erp.kernel.money.rounding import SATANG, money

ZERO = Decimal("0.00")
Tiers = Sequence[tuple[Decimal, Decimal]]  # (above, percent), ascending


def split_base(net: Decimal, percents: Sequence[Decimal]) -> list[Decimal]:
    """Split `net` by percentages, each part cut to the satang; the residue goes to the largest share, ties in order."""
    sign = -1 if net < 0 else 1
    parts = [(abs(net) * percent / 100).quantize(SATANG, rounding=ROUND_DOWN) for percent in percents]
    largest = max(range(len(percents)), key=lambda index: (percents[index], -index))
    parts[largest] += abs(net) - sum(parts, ZERO)
    return [sign * part for part in parts]


def rate_at(base: Decimal, tiers: Tiers) -> Decimal:
    """The rate that a month with this base reaches: that of the highest tier it lies above."""
    reached = [percent for above, percent in tiers if base > above or above == 0]
    return reached[-1] if reached else ZERO


def whole(base: Decimal, tiers: Tiers) -> Decimal:
    """The reached rate on everything."""
    return money(base * rate_at(base, tiers) / 100)


def marginal(base: Decimal, tiers: Tiers) -> Decimal:
    """Each tier's rate on the part of the base that lies in it."""
    total = ZERO
    for index, (above, percent) in enumerate(tiers):
        until = tiers[index + 1][0] if index + 1 < len(tiers) else None
        part = max(ZERO, (base if until is None else min(base, until)) - above)
        total += part * percent / 100
    return money(total)


def step_by_tiers(*, mode: str, tiers: Tiers, before: Decimal, base: Decimal) -> tuple[Decimal, Decimal]:
    """(amount of this line, difference on what was there before) when a month's base grows from `before` by `base`.

    Both telescope: over any order of lines they add up to rule(Σ base), to the satang.
    """
    after = before + base
    if mode == "marginal":
        return marginal(after, tiers) - marginal(before, tiers), ZERO
    rate = rate_at(after, tiers)
    amount = money(after * rate / 100) - money(before * rate / 100)
    return amount, money(before * rate / 100) - whole(before, tiers)
