"""Full tax invoices: which bill has one, and what a later document cites."""

from dataclasses import dataclass
from datetime import date

from modules.sales.models import Receipt, TaxInvoice


@dataclass(frozen=True, slots=True)
class Cited:
    """The tax document of a bill that counts: the full invoice, or the receipt that it did not replace."""

    number: str
    title_en: str
    title_th: str


def cited(order_id: int) -> Cited:
    """What a credit note of the bill names."""
    invoice = TaxInvoice.objects.filter(order=order_id).first()
    found = invoice.data if invoice is not None else Receipt.objects.get(order=order_id).data
    return Cited(found["number"], found["title_en"], found["title_th"])


def buyer_of(order_id: int) -> dict[str, str] | None:
    """The buyer that the bill's full invoice names; None without one."""
    invoice = TaxInvoice.objects.filter(order=order_id).first()
    found: dict[str, str] | None = invoice.data["buyer"] if invoice is not None else None
    return found


def replaced_documents(*, from_on: date, to_on: date, branch_id: int | None) -> dict[str, str]:
    """Source of an entry → number of the full invoice that took its document's place, of sales between two days."""
    found = TaxInvoice.objects.filter(business_on__range=(from_on, to_on))
    if branch_id is not None:
        found = found.filter(order__branch=branch_id)
    return {f"sales.order:{order}": number for order, number in found.values_list("order_id", "number")}
