"""A company pays its bills: in part or whole, at the till or by the accountant, with a receipt of its own."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from erp.kernel.bulk.inserts import insert_rows
from erp.kernel.documents.refusals import Missing
from modules.ledger import public as ledger
from modules.sales.data import CollectIn, TenderIn
from modules.sales.errors import CollectedTooMuch, NothingToCollect, TenderInvalid
from modules.sales.models import CollectionLine, Customer, Order, Remittance
from modules.sales.selectors.desk import Desk, hold_desk
from modules.sales.selectors.letterhead import office
from modules.sales.selectors.open_items import OpenBill, open_bills
from modules.sales.selectors.posting import tender_lines
from modules.sales.selectors.remittances import paid_in_money
from modules.sales.selectors.tenders import Taken
from modules.sales.services.write_remittance import write_remittance

ZERO = Decimal("0.00")


def collect(
    *,
    customer_id: int,
    lines: Sequence[CollectIn],
    tenders: Sequence[TenderIn],
    by: Any,
    at: datetime,
    register_session: int | None = None,
    branch_id: int | None = None,
    note: str = "",
) -> Remittance:
    """Take payment for bills on account: tender / receivable of the branch that sold. The caller holds the transaction.

    Without a register session it is written at `branch_id`, and takes no cash. Raises NothingToCollect,
    CollectedTooMuch, TenderInvalid or SessionNotOpen.
    """
    wanted = {line.order_id: line.amount for line in lines}
    if not wanted or len(wanted) != len(lines) or min(wanted.values()) <= 0:
        raise NothingToCollect()
    held = list(Order.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    desk = _desk(register_session, branch_id, by=by, at=at)
    ledger.hold_period(on=desk.business_on)
    customer = Customer.objects.filter(pk=customer_id).first()
    if customer is None or len(held) != len(wanted):
        raise Missing(customer=customer_id)
    bills = {bill.order_id: bill for bill in open_bills(customer_id=customer_id, orders=list(wanted))}
    for order_id, amount in wanted.items():
        left = bills[order_id].open if order_id in bills else ZERO
        if amount > left:
            raise CollectedTooMuch(order_id=order_id, amount=str(amount), left=str(left))
    payment = paid_in_money(tenders, step=desk.cash_step)
    if sum((tender.amount for tender in payment), ZERO) != sum(wanted.values(), ZERO):
        raise TenderInvalid(field="tenders")
    if desk.session_id is None and any(tender.kind == "cash" for tender in payment):
        raise TenderInvalid(kind="cash", field="register_session")
    collection = write_remittance(
        desk,
        Remittance.Kind.COLLECTION,
        payment,
        customer_id=customer.pk,
        note=note,
        content=_content(customer, wanted, bills),
        by=by,
        at=at,
    )
    insert_rows(
        CollectionLine,
        ("remittance_id", "order_id", "amount"),
        [(collection.pk, order_id, amount) for order_id, amount in wanted.items()],
    )
    _post(collection, payment, wanted, bills, desk=desk, by=by, at=at)
    return collection


def _desk(register_session: int | None, branch_id: int | None, *, by: Any, at: datetime) -> Desk:
    if register_session is not None:
        return hold_desk(register_session, by=by, at=at)
    if branch_id is None:
        raise Missing(branch=branch_id)
    return office(branch_id, on=localdate(at))


def _content(customer: Customer, wanted: dict[int, Decimal], bills: dict[int, OpenBill]) -> dict[str, Any]:
    return {
        "customer": {
            "name": customer.name,
            "name_th": customer.name_th or customer.name,
            "tax_id": customer.tax_id,
            "tax_branch_code": customer.tax_branch_code,
            "address": customer.address,
        },
        "items": [
            {
                "number": bills[order_id].number,
                "business_on": bills[order_id].business_on.isoformat(),
                "amount": str(amount),
                "left": str(bills[order_id].open - amount),
            }
            for order_id, amount in wanted.items()
        ],
    }


def _post(
    collection: Remittance,
    payment: Sequence[Taken],
    wanted: dict[int, Decimal],
    bills: dict[int, OpenBill],
    *,
    desk: Desk,
    by: Any,
    at: datetime,
) -> None:
    accounts = ledger.accounts_by_role()
    owed: dict[int, Decimal] = {}
    for order_id, amount in wanted.items():
        branch = bills[order_id].branch_id
        owed[branch] = owed.get(branch, ZERO) + amount
    ledger.post_entry(
        source=collection.reference,
        source_number=collection.number,
        journal="cash",
        on=desk.business_on,
        branch_id=desk.branch_id,
        lines=[
            *tender_lines(payment, accounts=accounts),
            *(
                ledger.LineIn(accounts["receivable"], credit=amount, branch_id=branch)
                for branch, amount in sorted(owed.items())
            ),
        ],
        by=by,
        at=at,
    )
