"""What stands on a credit note or refund receipt, frozen in both languages. The browser lays it out.

A credit note (Revenue Code section 86/10) names the original document and its date, the value on it, the right value,
the difference with its VAT, and why.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from modules.catalog.public import product_cards
from modules.ledger.public import tax_codes
from modules.sales.data import Sale
from modules.sales.models import Receipt, Refund, RefundPart, RefundState
from modules.sales.selectors.desk import Desk
from modules.sales.selectors.invoices import buyer_of, cited
from modules.sales.selectors.refunds import Returned
from modules.sales.selectors.tenders import Taken

ZERO = Decimal("0.00")
TITLES: dict[str, tuple[str, str]] = {
    Refund.Kind.CREDIT_NOTE: ("Credit note", "ใบลดหนี้"),
    Refund.Kind.RECEIPT: ("Refund receipt", "ใบคืนเงิน"),
}
SERIES: dict[str, str] = {Refund.Kind.CREDIT_NOTE: "CN", Refund.Kind.RECEIPT: "RF"}


def note_content(
    refund: Refund,
    sale: Sale,
    lines: Sequence[Returned],
    tenders: Sequence[Taken],
    *,
    number: str,
    desk: Desk,
    by: Any,
    at: datetime,
) -> dict[str, Any]:
    """Everything printed, as text."""
    title_en, title_th = TITLES[refund.kind]
    bill = Receipt.objects.get(order=sale.order_id).data
    original = cited(sale.order_id)
    cards = product_cards(each.line.product_id for each in lines)
    return {
        "number": number,
        "kind": str(refund.kind),
        "title_en": title_en,
        "title_th": title_th,
        "paid_at": at.isoformat(),
        "business_on": desk.business_on.isoformat(),
        "original_number": original.number,
        "original_on": sale.business_on.isoformat(),
        "original_title_en": original.title_en,
        "original_title_th": original.title_th,
        "buyer": buyer_of(sale.order_id),
        "reason": refund.reason,
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
        "cashier": str(by) if by is not None else "",
        "approved_by": str(refund.decided_by) if refund.decided_by else "",
        "hn": bill.get("hn", ""),
        "patient_name": bill.get("patient_name", ""),
        "lines": [_line(each, cards[each.line.product_id].name_th) for each in lines],
        **_taxes(refund, sale, lines),
        "total": str(refund.total),
        "tenders": [{"kind": each.kind, "amount": str(each.amount), "reference": each.reference} for each in tenders],
    }


def _line(each: Returned, name_th: str) -> dict[str, Any]:
    return {
        "code": each.line.product_code,
        "name_en": each.line.title,
        "name_th": name_th or each.line.title,
        "quantity": f"{each.quantity.normalize():f}",
        "gross": str(each.gross),
        "kept": str(each.kept),
        "goods": each.goods,
        "taxable": any(part.vat for part in each.parts),
        "covered": each.line.covered,
    }


def _taxes(refund: Refund, sale: Sale, lines: Sequence[Returned]) -> dict[str, Any]:
    """Each code's part of the refund; and of what is taxed: value on the original, right value, difference."""
    codes = tax_codes()
    found: dict[str, list[Decimal]] = {}
    for part in (part for each in lines for part in each.parts):
        sums = found.setdefault(part.tax_code, [ZERO, ZERO, ZERO])
        for place, amount in enumerate((part.gross, part.net, part.vat)):
            sums[place] += amount
    taxed = [code for code, data in codes.items() if not data.exempt]
    original = sum((p.net for line in sale.lines for p in line.parts if p.tax_code in taxed), ZERO)
    earlier = RefundPart.objects.filter(
        refund_line__refund__order=refund.order_id,
        refund_line__refund__state=RefundState.PAID,
        tax_code__code__in=taxed,
    ).aggregate(net=Sum("net"))["net"]
    difference = sum((sums[1] for code, sums in found.items() if code in taxed), ZERO)
    return {
        "taxes": [
            {
                "code": code,
                "rate": str(codes[code].rate),
                "exempt": codes[code].exempt,
                "gross": str(gross),
                "net": str(net),
                "vat": str(vat),
            }
            for code, (gross, net, vat) in sorted(found.items())
        ],
        "original_value": str(original),
        "right_value": str(original - (earlier or ZERO) - difference),
        "difference": str(difference),
    }
