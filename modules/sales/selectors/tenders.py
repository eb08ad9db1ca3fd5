"""Do the tenders cover the total, and what is the change. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
}
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


def taken(tenders: Sequence[TenderIn], *, total: Decimal, back: bool = False) -> list[Taken]:
    """The tenders, checked. Raises TenderInvalid or TendersDoNotCover, which says what is missing.

    `back`: they pay back; what was on account names no company again, it is the bill's.
    """
    result = [_checked(tender, names_company=not back) for tender in tenders]
    paid = sum((tender.amount for tender in result), ZERO)
    if paid != total:
        raise TendersDoNotCover(total=str(total), tendered=str(paid), missing=str(total - paid))
    return result


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
) -> list[Taken]:
    """How a refund is paid: in cash, or the way it came and not more than came that way (`ways`).

    `to_credit`: the patient may keep any of it as credit. `money_left`: of a bill on account no more goes back as
    money than was paid of it. Raises TenderInvalid, RefundTenderInvalid or TendersDoNotCover.
    """
    result = taken(tenders, total=total, back=True)
    free = {"cash", "credit"} if to_credit else {"cash"}
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


def _checked(tender: TenderIn, *, names_company: bool) -> Taken:
    handed = tender.amount if tender.tendered is None else tender.tendered
    if tender.kind not in ROLES or tender.amount <= 0 or handed < tender.amount:
        raise TenderInvalid(kind=tender.kind, amount=str(tender.amount))
    if tender.kind != "cash" and handed != tender.amount:
        raise TenderInvalid(kind=tender.kind, amount=str(tender.amount), tendered=str(handed))
    if tender.kind in NEEDS_REFERENCE and not tender.reference.strip():
        raise TenderInvalid(kind=tender.kind, field="reference")
    if (names_company and tender.kind == "on_account") != (tender.customer is not None):
        raise TenderInvalid(kind=tender.kind, field="customer")
    return Taken(tender.kind, tender.amount, handed, tender.reference.strip(), tender.customer)
