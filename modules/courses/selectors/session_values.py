"""What a session earns: an equal share of what was paid, net; the last one takes the residue."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Sum

from erp.kernel.money.rounding import money
from modules.courses.models import Redemption


def session_value(*, net: Decimal, sold: int, session_no: int) -> Decimal:
    """The value of session `session_no` of `sold`: all of them together are `net`, to the satang."""
    return values_of_next(net=net, sold=sold, used=session_no - 1, count=1)


def earned_value(*, net: Decimal, sold: int, used: int) -> Decimal:
    """What `used` sessions earned together: never more than there is, whatever a share was rounded up to."""
    return net if used == sold else min(net, money(net / sold) * used)


def contract_value(*, gross: Decimal, sold: int, used: int) -> Decimal:
    """What `used` sessions cost by the contract, VAT included: so much has to be paid before they are used."""
    return gross if used == sold else min(gross, money(gross / sold) * used)


def values_of_next(*, net: Decimal, sold: int, used: int, count: int) -> Decimal:
    """What the next `count` sessions will earn."""
    return earned_value(net=net, sold=sold, used=used + count) - earned_value(net=net, sold=sold, used=used)


def earned_so_far(allowance_ids: Iterable[int]) -> dict[int, Decimal]:
    """What sessions used and not returned have earned, by allowance."""
    used = Redemption.objects.filter(allowance__in=list(allowance_ids), returned__isnull=True)
    rows = used.values("allowance_id").annotate(earned=Sum("value")).order_by()
    return {row["allowance_id"]: row["earned"] for row in rows}
