"""What stands on the receipt, frozen in both languages. The browser lays it out. Pure."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from modules.catalog.public import PriceListCard
from modules.sales.data import PatientCourse
from modules.sales.models import Receipt
from modules.sales.selectors.desk import Desk
from modules.sales.selectors.pricing import Priced, PricedLine
from modules.sales.selectors.tenders import Taken

TITLES = {
    Receipt.Kind.PLAIN: ("Receipt", "ใบเสร็จรับเงิน"),
    Receipt.Kind.ABBREVIATED: ("Receipt / Abbreviated tax invoice", "ใบเสร็จรับเงิน/ใบกำกับภาษีอย่างย่อ"),
}
SERIES = {Receipt.Kind.PLAIN: "RC", Receipt.Kind.ABBREVIATED: "TX"}


def kind_of(priced: Priced) -> Receipt.Kind:
    """Taxable lines make it an abbreviated tax invoice; only exempt or covered ones a plain receipt."""
    return Receipt.Kind.ABBREVIATED if priced.is_taxable else Receipt.Kind.PLAIN


def receipt_content(
    priced: Priced,
    tenders: Sequence[Taken],
    *,
    number: str,
    kind: Receipt.Kind,
    desk: Desk,
    cashier: str,
    hn: str,
    patient_name: str,
    paid_at: datetime,
    change: Decimal,
    price_list: PriceListCard | None,
    courses: Sequence[PatientCourse],
) -> dict[str, Any]:
    """Everything printed, as text."""
    title_en, title_th = TITLES[kind]
    return {
        "number": number,
        "kind": str(kind),
        "title_en": title_en,
        "title_th": title_th,
        "paid_at": paid_at.isoformat(),
        "business_on": desk.business_on.isoformat(),
        "company_name": desk.company_name,
        "company_name_th": desk.company_name_th or desk.company_name,
        "branch_name": desk.branch_name,
        "branch_name_th": desk.branch_name_th or desk.branch_name,
        "tax_id": desk.tax_id,
        "tax_branch_code": desk.tax_branch_code,
        "address": desk.address,
        "address_th": desk.address_th or desk.address,
        "phone": desk.phone,
        "register": desk.register_code,
        "cashier": cashier,
        "hn": hn,
        "patient_name": patient_name,
        "price_list": None
        if price_list is None
        else {
            "code": price_list.code,
            "name_en": price_list.name_en,
            "name_th": price_list.name_th or price_list.name_en,
        },
        "lines": [_line(line) for line in priced.lines],
        "taxes": [
            {
                "code": tax.tax_code,
                "rate": str(tax.rate),
                "exempt": tax.exempt,
                "gross": str(tax.gross),
                "net": str(tax.net),
                "vat": str(tax.vat),
            }
            for tax in priced.taxes
        ],
        "subtotal": str(priced.subtotal),
        "discount": str(priced.discount),
        "total": str(priced.total),
        "tenders": [
            {
                "kind": tender.kind,
                "amount": str(tender.amount),
                "tendered": str(tender.tendered),
                "reference": tender.reference,
            }
            for tender in tenders
        ],
        "change": str(change),
        "courses_left": [
            {"title": course.title, "title_th": course.title_th, "left": course.left} for course in courses
        ],
    }


def _line(line: PricedLine) -> dict[str, Any]:
    cover = line.cover
    return {
        "code": line.card.code,
        "name_en": line.card.name_en,
        "name_th": line.card.name_th or line.card.name_en,
        "quantity": f"{line.line.quantity.normalize():f}",
        "unit_price": str(line.line.unit_price),
        "standard_price": None if line.line.standard_price is None else str(line.line.standard_price),
        "amount": str(line.amount),
        "discount": str(line.discount),
        "gross": str(line.gross),
        "taxable": any(part.vat for part in line.parts),
        "part": None if line.agreed is None else {"no": line.agreed.no, "of": line.agreed.of},
        "cover": None
        if cover is None
        else {
            "title": cover.title,
            "title_th": cover.title_th,
            "session": cover.session,
            "sessions": cover.sessions,
        },
    }
