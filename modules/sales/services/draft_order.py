"""Put a bill down without paying it: a draft, which a held order, a visit or a discount request needs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from erp.kernel.documents.refusals import Missing
from erp.kernel.machines.gate import born
from erp.kernel.realtime.announce import announce
from modules.catalog.public import price_list_in_force
from modules.ledger.public import tax_code_ids
from modules.sales.data import DiscountIn, LineIn
from modules.sales.errors import OrderIsPaid
from modules.sales.models import Order, OrderLine, OrderState
from modules.sales.services.prepare import prepare
from modules.sales.services.write_lines import clear_lines, take_line_ids, write_lines

UNPAID = (OrderState.DRAFT, OrderState.AWAITING_PAYMENT)


def draft_order(
    *,
    branch_id: int,
    lines: Sequence[LineIn],
    by: Any,
    at: datetime,
    order_id: int | None = None,
    patient: int | None = None,
    order_discount: DiscountIn | None = None,
    note: str = "",
    register_session: int | None = None,
    price_list: int | None = None,
) -> Order:
    """Write a draft, or write it anew (`order_id`): the lines given replace its lines.

    The caller holds the transaction. Raises OrderIsPaid, PriceListNotInForce, or what a line is refused for.
    A draft may carry any discount: payment holds it to the limit.
    """
    order = _held(order_id, branch_id)
    patient_id = patient if patient is not None else (order.patient_id if order else None)
    if price_list is not None:
        price_list_in_force(price_list, branch_id=branch_id, on=localdate(at))
    drafted = list(OrderLine.objects.filter(order=order)) if order is not None else []
    bill = prepare(
        lines=lines,
        price_list=price_list,
        drafted=drafted,
        order_discount=order_discount,
        patient_id=patient_id,
        on=localdate(at),
        by=by,
        at=at,
        binding=False,
    )
    written = order or Order(branch_id=branch_id, state=OrderState.DRAFT)
    written.patient_id = patient_id
    written.price_list_id = price_list
    written.note = note or written.note
    written.subtotal = bill.priced.subtotal
    written.order_discount = bill.priced.order_discount
    written.discount = bill.priced.discount
    written.vat = bill.priced.vat
    written.total = bill.priced.total
    if order is None:
        born(written, by=by, at=at)
    else:
        clear_lines(order.pk)
        written.save()
    write_lines(written, bill.priced, ids=take_line_ids(len(lines)), kept=bill.kept, costs={}, codes=tax_code_ids())
    announce("sales.order", written.pk, written.version if order else 1, branch_id=branch_id)
    return written


def _held(order_id: int | None, branch_id: int) -> Order | None:
    if order_id is None:
        return None
    order = Order.objects.select_for_update().filter(pk=order_id, branch_id=branch_id).first()
    if order is None:
        raise Missing(order=order_id)
    if order.state not in UNPAID:
        raise OrderIsPaid(current={"reference": order.reference, "state": order.state, "number": order.number})
    return order
