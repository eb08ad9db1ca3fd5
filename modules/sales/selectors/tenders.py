"""Do the tenders cover the total, and what is the change. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from erp.kernel.money.rounding import to_step
from modules.sales.data import TenderIn
from modules.sales.errors import RefundTenderInvalid, TenderInvalid, TendersDoNotCover

ZERO = Decimal("0.00")
NEEDS_REFERENCE = {"promptpay", "transfer"}
ROLES = {
    "cash": "cash",
    "card": "card_clearing",
    "promptpay": "promptpay_clearing",
    "transfer": "bank_transfer_clearing",
    "credit": "customer_credit",
    "on_account": "receivable",
    "rounding": "rounding",
}
ROUNDING = "rounding"
MONEY = ("cash", "card", "promptpay", "transfer")  # what is handed over; the rest only moves between accounts


@dataclass(frozen=True, slots=True)
class Taken:
    """A tender as it is stored."""

    kind: str
    amount: Decimal
    tendered: Decimal
    reference: str
    customer: int | None = None
    due_on: date | None = None


def taken(tenders: Sequence[TenderIn], *, total: Decimal, step: Decimal = ZERO, back: bool = False) -> list[Taken]:
    """The tenders, checked. Raises TenderInvalid or TendersDoNotCover, which says what is missing.

    `step`: cash comes in steps of it; what of the bill it cannot pay, or pays too much, is a rounding beside it.
    `back`: they pay back; what was on account names no company again, it is the bill's.
    """
    result = [_checked(tender, step=step, names_company=not back) for tender in tenders]
    paid = sum((tender.amount for tender in result), ZERO)
    if paid != total:
        raise TendersDoNotCover(total=str(total), tendered=str(paid), missing=str(total - paid))
    return _in_steps(result, step)


def _in_steps(payment: Sequence[Taken], step: Decimal) -> list[Taken]:
    """All cash together is rounded once, on the last piece of it; what is rounded to nothing is no payment."""
    pieces = [each for each in payment if each.kind == "cash"]
    cash = paid_in(payment, "cash")
    off = cash - to_step(cash, step) if pieces and step else ZERO
    if off:
        last = next((each for each in reversed(pieces) if each.amount >= off), pieces[-1])
        amount = last.amount - off
        handed = amount if last.tendered == last.amount else last.tendered
        others = [each for each in payment if each is not last]
        kept = [replace(last, amount=amount, tendered=handed)] if amount else []
        payment = [*others, *kept, Taken(ROUNDING, off, off, "")]
    for each in payment:
        if each.kind == "cash" and not ZERO < each.amount <= each.tendered:
            raise TenderInvalid(kind="cash", amount=str(each.amount), tendered=str(each.tendered))
    return list(payment)


def change_of(tenders: Sequence[Taken]) -> Decimal:
    """What goes back to the patient."""
    return sum((tender.tendered - tender.amount for tender in tenders), ZERO)


def paid_in(tenders: Sequence[Taken], kind: str) -> Decimal:
    """What was paid in one kind."""
    return sum((tender.amount for tender in tenders if tender.kind == kind), ZERO)


def paid_back(
    tenders: Sequence[TenderIn],
    *,
    total: Decimal,
    ways: Mapping[str, Decimal],
    to_credit: bool = False,
    money_left: Decimal | None = None,
    step: Decimal = ZERO,
) -> list[Taken]:
    """How a refund is paid: in cash, or the way it came and not more than came that way (`ways`).

    `to_credit`: the patient may keep any of it as credit. `money_left`: of a bill on account no more goes back as
    money than was paid of it. Raises TenderInvalid, RefundTenderInvalid or TendersDoNotCover.
    """
    result = taken(tenders, total=total, step=step, back=True)
    free = {"cash", ROUNDING, "credit"} if to_credit else {"cash", ROUNDING}
    for kind in {tender.kind for tender in result} - free:
        amount = paid_in(result, kind)
        if amount > ways.get(kind, ZERO):
            raise RefundTenderInvalid(kind=kind, amount=str(amount), left=str(ways.get(kind, ZERO)))
    if change_of(result):
        raise RefundTenderInvalid(kind="cash")
    in_money = total - paid_in(result, "on_account")
    if money_left is not None and in_money > money_left:
        raise RefundTenderInvalid(kind="cash", amount=str(in_money), left=str(money_left))
    return result


def _checked(tender: TenderIn, *, step: Decimal, names_company: bool) -> Taken:
    handed = tender.amount if tender.tendered is None else tender.tendered
    unknown = tender.kind not in ROLES or tender.kind == ROUNDING  # nobody pays with it: it follows from the cash
    if unknown or tender.amount <= 0 or handed < tender.amount - step / 2:
        raise TenderInvalid(kind=tender.kind, amount=str(tender.amount))
    if tender.kind != "cash" and handed != tender.amount:
        raise TenderInvalid(kind=tender.kind, amount=str(tender.amount), tendered=str(handed))
    if tender.kind in NEEDS_REFERENCE and not tender.reference.strip():
        raise TenderInvalid(kind=tender.kind, field="reference")
    if (names_company and tender.kind == "on_account") != (tender.customer is not None):
        raise TenderInvalid(kind=tender.kind, field="customer")
    return Taken(tender.kind, tender.amount, handed, tender.reference.strip(), tender.customer)
