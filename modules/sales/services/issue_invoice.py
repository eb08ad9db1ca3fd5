"""Swap an abbreviated tax invoice for a full one: once, while the VAT month of the sale is open. Nothing is posted.

The full invoice carries the sale's date and cites what it replaces (Revenue Code sections 86/4 and 86/6, as public
summaries read). What is corrected later is corrected by a credit note in its own month.
"""

from datetime import datetime
from typing import Any

from erp.kernel.documents.checking import check_record
from erp.kernel.documents.refusals import Missing
from erp.kernel.events.publish import publish
from erp.kernel.realtime.announce import changed
from erp.kernel.sequences.numbers import take_number
from modules.ledger import public as ledger
from modules.sales.errors import InvoiceNotPossible, NoInvoice
from modules.sales.models import Order, OrderState, Receipt, TaxInvoice, TaxInvoicePrint

SERIES = "TI"
TITLES = ("Tax invoice / Receipt", "ใบกำกับภาษี/ใบเสร็จรับเงิน")


def issue_invoice(
    *, order_id: int, name: str, tax_id: str, address: str, by: Any, at: datetime, branch_code: str = "00000"
) -> TaxInvoice:
    """Write the full tax invoice of a paid bill. The caller holds the transaction.

    Raises InvoiceNotPossible (not paid, refunded, voided, swapped before, or nothing on it is taxed), PeriodNotOpen
    once its month is closed, or Invalid naming what is wrong about the buyer.
    """
    order = Order.objects.select_for_update(of=("self",)).select_related("branch").filter(pk=order_id).first()
    if order is None:
        raise Missing(order=order_id)
    receipt = Receipt.objects.filter(order=order).first()
    possible = receipt is not None and receipt.kind == Receipt.Kind.ABBREVIATED and order.state == OrderState.PAID
    if receipt is None or not possible or TaxInvoice.objects.filter(order=order).exists():
        raise InvoiceNotPossible(current={"reference": order.reference, "state": order.state})
    assert order.business_on is not None
    ledger.hold_period(on=order.business_on)
    buyer = {"name": name.strip(), "tax_id": tax_id.strip(), "branch_code": branch_code, "address": address.strip()}
    invoice = TaxInvoice(
        order=order,
        number="-",
        business_on=order.business_on,
        buyer_name=buyer["name"],
        buyer_tax_id=buyer["tax_id"],
        buyer_branch_code=branch_code,
        buyer_address=buyer["address"],
        issued_at=at,
        issued_by=by,
        data={"-": ""},
    )
    check_record(invoice)
    invoice.number = take_number(SERIES, branch=order.branch, on=order.business_on)
    invoice.data = _content(receipt, buyer, number=invoice.number, by=by, at=at)
    invoice.save(force_insert=True)
    publish(changed("sales.order", order.pk, order.version, branch_id=order.branch_id))
    return invoice


def reprint_invoice(*, order_id: int, by: Any, at: datetime) -> dict[str, int]:
    """Write down one print of it. Raises NoInvoice. The caller holds the transaction."""
    invoice = TaxInvoice.objects.filter(order=order_id).first()
    if invoice is None:
        raise NoInvoice()
    TaxInvoicePrint.objects.create(invoice=invoice, printed_at=at, printed_by=by)
    return {"printed_count": invoice.prints.count()}


def _content(receipt: Receipt, buyer: dict[str, str], *, number: str, by: Any, at: datetime) -> dict[str, Any]:
    title_en, title_th = TITLES
    return {
        **receipt.data,
        "kind": "full",
        "number": number,
        "title_en": title_en,
        "title_th": title_th,
        "buyer": buyer,
        "replaces_number": receipt.number,
        "replaces_on": receipt.data["business_on"],
        "issued_at": at.isoformat(),
        "issued_by": str(by) if by is not None else "",
    }
