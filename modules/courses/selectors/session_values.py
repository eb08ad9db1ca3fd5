"""What a session earns: an equal share of what was paid, net; the last one takes the residue."""

from __future__ import annotations

from decimal import Decimal

from erp.kernel.money.rounding import money


def session_value(*, net: Decimal, sold: int, session_no: int) -> Decimal:
    """The value of session `session_no` of `sold`: all of them together are `net`, to the satang."""
    share = money(net / sold)
    return net - share * (sold - 1) if session_no == sold else share


def earned_value(*, net: Decimal, sold: int, used: int) -> Decimal:
    """What `used` sessions earned together."""
    return net if used == sold else money(net / sold) * used


def values_of_next(*, net: Decimal, sold: int, used: int, count: int) -> Decimal:
    """What the next `count` sessions will earn."""
    return earned_value(net=net, sold=sold, used=used + count) - earned_value(net=net, sold=sold, used=used)
