"""Checkout: create the bill (or take its draft) and pay it, in the caller's one transaction.

Three phases. Read and lock: order, session and period, covers, stock. Decide: prices, discounts, tenders, what leaves
the store. Write: order, lines, tenders, stock, entry, receipt, deliveries, redemptions, event. The number of statements
does not depend on the number of lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from erp.kernel.bulk.inserts import insert_rows
from erp.kernel.bulk.pipeline import pipeline
from erp.kernel.documents.refusals import Missing
from erp.kernel.events.publish import publish_all
from erp.kernel.hooks.hook import contributors
from erp.kernel.machines.gate import born, fire
from erp.kernel.realtime.announce import changed
from erp.kernel.sequences.numbers import take_number
from modules.catalog.public import price_list_in_force
from modules.inventory import public as inventory
from modules.ledger import public as ledger
from modules.patients import public as patients
from modules.sales.data import DiscountIn, LineIn, Paid, PatientCourse, Sale, SoldLine, TenderIn
from modules.sales.errors import DiscountAboveLimit, DiscountUndecided, OrderIsPaid, TotalDiffers
from modules.sales.events import OrderPaid
from modules.sales.hooks import PatientOffer
from modules.sales.models import (
    CreditMovement,
    DiscountRequest,
    Order,
    OrderLine,
    OrderState,
    Receipt,
    RequestState,
)
from modules.sales.policies import discount_limit
from modules.sales.selectors.desk import Desk, hold_desk
from modules.sales.selectors.pricing import Priced
from modules.sales.selectors.receipts import SERIES, kind_of, receipt_content
from modules.sales.selectors.tenders import Taken, change_of, paid_in, taken
from modules.sales.services.book_sale import post_sale, write_tenders
from modules.sales.services.customer_credit import hold_credit, move_credit
from modules.sales.services.on_account import put_on_account
from modules.sales.services.prepare import Bill, prepare
from modules.sales.services.write_lines import clear_lines, costs_by_line, take_line_ids, write_lines

UNPAID = (OrderState.DRAFT, OrderState.AWAITING_PAYMENT)


@dataclass(frozen=True, slots=True)
class _Draft:
    """The draft that is being paid, if there is one."""

    order: Order | None
    lines: Sequence[OrderLine]
    approved: DiscountRequest | None


def check_out(
    *,
    register_session: int,
    lines: Sequence[LineIn],
    tenders: Sequence[TenderIn],
    expected_total: Decimal,
    by: Any,
    at: datetime,
    order_id: int | None = None,
    patient: int | None = None,
    order_discount: DiscountIn | None = None,
    price_list: int | None = None,
    signature: Any = None,
) -> Paid:
    """Sell and be paid. The caller holds the transaction.

    Raises SessionNotOpen, PriceListNotInForce, TotalDiffers, TendersDoNotCover, CreditTooLittle, LimitExceeded,
    CustomerNotApproved, DiscountAboveLimit, DiscountUndecided, OutOfStock, or what a line or its cover is refused for.
    Nothing is written then.
    """
    draft = _hold_draft(order_id)
    desk = hold_desk(register_session, by=by, at=at)
    if draft.order is not None and draft.order.branch_id != desk.branch_id:
        raise Missing(order=order_id)
    ledger.hold_period(on=desk.business_on)
    patient_id = patient if patient is not None else (draft.order.patient_id if draft.order else None)
    by_list = None
    if price_list is not None:
        by_list = price_list_in_force(price_list, branch_id=desk.branch_id, on=desk.business_on)
    bill = prepare(
        lines=lines,
        price_list=price_list,
        drafted=draft.lines,
        order_discount=order_discount,
        patient_id=patient_id,
        on=desk.business_on,
        by=by,
        at=at,
        binding=True,
    )
    priced = bill.priced
    if priced.total != expected_total:
        raise TotalDiffers(expected_total=str(expected_total), total=str(priced.total), field="expected_total")
    check_discount(priced, by=by, approved=draft.approved)
    payment = taken(tenders, total=priced.total, step=desk.cash_step)
    spent = paid_in(payment, "credit")
    if spent:
        hold_credit(patient_id, spend=spent)
    if paid_in(payment, "on_account"):
        payment = put_on_account(payment, on=desk.business_on)
    wanted = _goods(bill)
    stock = inventory.hold_stock(desk.branch_id, [line.product_id for line in wanted])
    plan = inventory.plan_issue(stock, wanted, on=desk.business_on)
    card = patients.cards([patient_id], by).get(patient_id) if patient_id is not None else None

    kind = kind_of(priced)
    ids = take_line_ids(len(priced.lines))
    number = take_number(SERIES[kind], branch=desk, on=desk.business_on, register=desk.register_code)
    about = {"number": number, "patient_id": patient_id, "price_list_id": price_list}
    order = _write_order(draft.order, desk, priced, payment, about, by=by, at=at)
    valuation = plan.valuation()
    codes = ledger.tax_code_ids()
    with pipeline():
        sold = write_lines(order, priced, ids=ids, kept=bill.kept, costs=costs_by_line(priced, valuation), codes=codes)
        write_tenders(order, payment)
        if spent:
            _spend_credit(order, spent, by=by, at=at)
        inventory.write_issue(plan, branch_id=desk.branch_id, source=order.reference, at=at, on=desk.business_on, by=by)
    sale = _sale(order, desk, sold, signature=signature, at=at)
    roles = {kind: delivery.revenue_role for kind, delivery in bill.deliveries.items()}
    post_sale(order, priced, payment, valuation, revenue_roles=roles, by=by, at=at)
    _deliver(sale, bill, by=by, at=at)
    content = receipt_content(
        priced,
        payment,
        number=number,
        kind=kind,
        desk=desk,
        cashier=str(by) if by is not None else "",
        hn=card.hn if card else "",
        patient_name=card.name if card else "",
        paid_at=at,
        change=order.change,
        price_list=by_list,
        courses=_courses(patient_id, desk),
    )
    insert_rows(Receipt, ("order_id", "kind", "number", "data"), [(order.pk, str(kind), number, content)])
    publish_all(
        [
            OrderPaid(
                order_id=order.pk,
                branch_id=desk.branch_id,
                patient_id=patient_id,
                source=order.source,
                total=priced.total,
                paid_at=at,
                business_on=desk.business_on,
            ),
            changed("sales.order", order.pk, order.version if draft.order else 1, branch_id=desk.branch_id),
        ]
    )
    return Paid(
        order_id=order.pk,
        number=number,
        total=priced.total,
        change=order.change,
        receipt={**content, "state": "paid", "printed_count": 0},
    )


def check_discount(priced: Priced, *, by: Any, approved: DiscountRequest | None) -> None:
    """Hold each line's discount against the person's limit and what was approved. Raises DiscountAboveLimit."""
    if priced.discount <= 0 or by is None:
        return
    limit = discount_limit(by)
    if approved is not None and approved.percent is not None:
        limit = max(limit, approved.percent)
    if priced.within(limit):
        return
    if approved is not None and approved.amount is not None and priced.discount <= approved.amount:
        return
    raise DiscountAboveLimit(limit_percent=str(limit), discount=str(priced.discount))


def _hold_draft(order_id: int | None) -> _Draft:
    if order_id is None:
        return _Draft(None, (), None)
    order = Order.objects.select_for_update().filter(pk=order_id).first()
    if order is None:
        raise Missing(order=order_id)
    if order.state not in UNPAID:
        raise OrderIsPaid(current={"reference": order.reference, "state": order.state, "number": order.number})
    requests = DiscountRequest.objects.filter(
        order=order, state__in=[RequestState.REQUESTED, RequestState.APPROVED]
    ).order_by("-pk")
    found = list(requests)
    if any(request.state == RequestState.REQUESTED for request in found):
        raise DiscountUndecided(discount_request=found[0].pk)
    return _Draft(order, list(OrderLine.objects.filter(order=order)), found[0] if found else None)


def _goods(bill: Bill) -> list[inventory.IssueIn]:
    """What leaves the store now: goods that nobody issued before."""
    return [
        inventory.IssueIn(line.line.product_id, line.line.quantity, line.line.lot_id)
        for line in bill.priced.lines
        if line.card.tracks_stock and not (line.line.key in bill.kept and bill.kept[line.line.key].stock_issued)
    ]


def _write_order(
    draft: Order | None,
    desk: Desk,
    priced: Priced,
    payment: Sequence[Taken],
    about: Mapping[str, Any],
    *,
    by: Any,
    at: datetime,
) -> Order:
    order = draft or Order(state=OrderState.PAID)
    if draft is not None:
        clear_lines(draft.pk)
    for name, value in about.items():
        setattr(order, name, value)
    order.branch_id = desk.branch_id
    order.register_session_id = desk.session_id
    order.business_on = desk.business_on
    order.subtotal = priced.subtotal
    order.order_discount = priced.order_discount
    order.discount = priced.discount
    order.vat = priced.vat
    order.total = priced.total
    order.change = change_of(payment)
    order.paid_at = at
    order.paid_by = by
    if draft is None:
        born(order, by=by, at=at)
    else:
        fire(order, "pay", by=by, at=at)
    return order


def _spend_credit(order: Order, spent: Decimal, *, by: Any, at: datetime) -> None:
    assert order.business_on is not None
    move_credit(
        patient_id=order.patient_id,
        branch_id=order.branch_id,
        kind=CreditMovement.Kind.SPENT,
        amount=-spent,
        on=order.business_on,
        by=by,
        at=at,
        order=order,
    )


def _sale(order: Order, desk: Desk, sold: Sequence[SoldLine], *, signature: Any, at: datetime) -> Sale:
    return Sale(
        order_id=order.pk,
        reference=order.reference,
        number=order.number,
        branch_id=desk.branch_id,
        patient_id=order.patient_id,
        register_session_id=desk.session_id,
        business_on=desk.business_on,
        paid_at=at,
        total=order.total,
        lines=sold,
        signature=signature,
    )


def _deliver(sale: Sale, bill: Bill, *, by: Any, at: datetime) -> None:
    """Courses become balances and instalments are paid, holds become redemptions: what this bill pays can be used."""
    for kind, delivery in bill.deliveries.items():
        sold = [line for line in sale.lines if line.kind == kind and line.cover is None]
        delivery.deliver(sale=sale, lines=sold, by=by, at=at)
    for kind, cover in bill.covers.items():
        covered = [line for line in sale.lines if line.cover is not None and line.cover.kind == kind]
        cover.redeem(sale=sale, lines=covered, by=by, at=at)


def _courses(patient_id: int | None, desk: Desk) -> list[PatientCourse]:
    if patient_id is None:
        return []
    return [
        course
        for offer in contributors(PatientOffer)  # type: ignore[type-abstract]
        for course in offer.courses(patient_id=patient_id, branch_id=desk.branch_id, on=desk.business_on)
    ]
