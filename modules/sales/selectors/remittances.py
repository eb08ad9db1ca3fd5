"""Deposits and collections: what may pay them, and what stands on their documents. Pure."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from modules.sales.data import TenderIn
from modules.sales.errors import TenderInvalid
from modules.sales.models import Remittance
from modules.sales.selectors.desk import Desk
from modules.sales.selectors.letterhead import letterhead
from modules.sales.selectors.tenders import MONEY, Taken, change_of, taken

ZERO = Decimal("0.00")
SERIES: dict[str, str] = {
    Remittance.Kind.DEPOSIT: "DP",
    Remittance.Kind.PAY_BACK: "DR",
    Remittance.Kind.COLLECTION: "CL",
}
TITLES: dict[str, tuple[str, str]] = {
    Remittance.Kind.DEPOSIT: ("Deposit receipt", "ใบรับเงินมัดจำ"),
    Remittance.Kind.PAY_BACK: ("Deposit paid back", "ใบคืนเงินมัดจำ"),
    Remittance.Kind.COLLECTION: ("Receipt", "ใบเสร็จรับเงิน"),
}


def paid_in_money(tenders: Sequence[TenderIn], *, step: Decimal, change: bool = True) -> list[Taken]:
    """The tenders, checked: money only, and at least one; cash in steps. Raises TenderInvalid."""
    if not tenders or any(tender.kind not in MONEY for tender in tenders):
        raise TenderInvalid(field="tenders")
    payment = taken(tenders, total=sum((tender.amount for tender in tenders), ZERO), step=step)
    if not change and change_of(payment):
        raise TenderInvalid(kind="cash")
    return payment


def remittance_content(
    kind: str, payment: Sequence[Taken], *, number: str, desk: Desk, note: str, by: Any, at: datetime, **about: Any
) -> dict[str, Any]:
    """Everything printed, as text."""
    title_en, title_th = TITLES[kind]
    return {
        "number": number,
        "kind": kind,
        "title_en": title_en,
        "title_th": title_th,
        "made_at": at.isoformat(),
        "business_on": desk.business_on.isoformat(),
        **letterhead(desk),
        "cashier": str(by) if by is not None else "",
        "note": note,
        "total": str(sum((tender.amount for tender in payment), ZERO)),
        "tenders": [
            {
                "kind": tender.kind,
                "amount": str(tender.amount),
                "tendered": str(tender.tendered),
                "reference": tender.reference,
            }
            for tender in payment
        ],
        "change": str(change_of(payment)),
        **about,
    }
