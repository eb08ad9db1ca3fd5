"""What is put on the counter, and what it is paid with."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from modules.sales import public as sales
from tests.evidence.machines.clinic import PRICES
from tests.evidence.machines.story import Pick

D = Decimal
SHELF = ("FACIAL", "SERUM", "PILL")


def basket(world: Any, pick: Pick) -> list[sales.LineIn]:
    """One to three lines."""
    codes = SHELF[pick.place % 3 :] if pick.way % 2 else (SHELF[pick.place % 3],)
    return [
        sales.LineIn(
            key=code,
            product_id=world.clinic.products[code].pk,
            quantity=D(1 + (pick.size + place) % 4),
            unit_price=PRICES[code],
        )
        for place, code in enumerate(codes)
    ]


def total_of(lines: Sequence[sales.LineIn]) -> Decimal:
    """What the lines cost; their quantities are whole."""
    return sum((line.quantity * line.unit_price for line in lines), D("0.00")).quantize(D("0.01"))


def tenders_for(total: Decimal, pick: Pick, *, change: bool = True) -> list[sales.TenderIn]:
    """Cash, a card, both, PromptPay; now and then not enough, or without the reference that it needs."""
    if not total:
        return []
    half = (total / 2).quantize(D("0.01"))
    handed = total + 100 if change else None
    cash = sales.TenderIn(kind="cash", amount=total, tendered=handed)
    if not change and pick.way in (6, 8):  # back the way it came: what a company owes, or credit of the patient
        return [sales.TenderIn(kind="on_account" if pick.way == 6 else "credit", amount=total)]
    return {
        1: [sales.TenderIn(kind="card", amount=total)],
        2: [sales.TenderIn(kind="card", amount=half), sales.TenderIn(kind="cash", amount=total - half)],
        3: [sales.TenderIn(kind="promptpay", amount=total, reference=f"PP{pick.size}")],
        4: [sales.TenderIn(kind="promptpay", amount=total)],
        5: [sales.TenderIn(kind="cash", amount=total - D("0.01"))],
    }.get(pick.way, [cash])
