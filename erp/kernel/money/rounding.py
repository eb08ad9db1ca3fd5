"""Money: two places, half up; one rule for Python, TypeScript and SQL (`vectors.json` holds them to it)."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

SATANG = Decimal("0.01")
ZERO = Decimal("0.00")
WEIGHT_PLACES = 4  # weights are exact to four decimals: amounts, quantities, percentages


def money(amount: Decimal | int | str) -> Decimal:
    """`amount` in baht, rounded half up (away from zero) to the satang."""
    return Decimal(amount).quantize(SATANG, rounding=ROUND_HALF_UP)


def to_step(amount: Decimal, step: Decimal) -> Decimal:
    """The multiple of `step` (0.25: the smallest coin) nearest to `amount`, half up (away from zero)."""
    return money((amount / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step)


def spread(total: Decimal, weights: Sequence[Decimal | int]) -> list[Decimal]:
    """Split `total` over `weights` by largest remainder; the parts add up to the satang.

    Each part is first cut to the satang (towards zero); what is left goes, a satang each, to the largest cut-off
    fractions, ties in order. All weights zero: everything to the first. Raises ValueError without weights or with a
    negative one.
    """
    if not weights:
        raise ValueError("nothing to spread over")
    scaled = [int(Decimal(weight).scaleb(WEIGHT_PLACES)) for weight in weights]
    if min(scaled) < 0:
        raise ValueError("a weight is negative")
    whole = sum(scaled)
    if whole == 0:
        return [money(total), *([ZERO] * (len(weights) - 1))]
    sign = -1 if total < 0 else 1
    satangs = int(abs(money(total)).scaleb(2))
    parts = [satangs * weight // whole for weight in scaled]
    cut = [satangs * weight % whole for weight in scaled]
    order = sorted(range(len(parts)), key=lambda index: (-cut[index], index))
    for index in order[: satangs - sum(parts)]:
        parts[index] += 1
    return [sign * part * SATANG for part in parts]


def vat_inside(gross: Decimal, rate: Decimal) -> tuple[Decimal, Decimal]:
    """(net, VAT) of a price that includes VAT at `rate` percent: VAT = gross − net, so both always add up."""
    net = money(gross * 100 / (100 + rate))
    return net, gross - net
