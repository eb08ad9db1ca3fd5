"""Pay a refund out: money, goods, courses, books and document, in the caller's one transaction."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from erp.kernel.bulk.inserts import insert_rows
from erp.kernel.documents.refusals import Missing, NotNow
from erp.kernel.events.publish import publish_all
from erp.kernel.hooks.hook import contributors
from erp.kernel.machines.gate import fire
from erp.kernel.realtime.announce import changed
from erp.kernel.sequences.numbers import take_number
from modules.inventory import public as inventory
from modules.ledger import public as ledger
from modules.sales.data import Sale, TenderIn
from modules.sales.errors import CreditOfAnother
from modules.sales.events import OrderRefunded, RefundDecided
from modules.sales.hooks import LineCover, LineDelivery
from modules.sales.models import CreditMovement, Order, Refund, RefundState, RefundTender
from modules.sales.selectors.desk import Desk, hold_desk
from modules.sales.selectors.refund_notes import SERIES, note_content
from modules.sales.selectors.refund_posting import digest_of_refund, refund_entry
from modules.sales.selectors.refundable import is_all_back, money_left, ways_back
from modules.sales.selectors.refunds import Returned, earlier_refunds, returned_lines
from modules.sales.selectors.sold import sale_of
from modules.sales.selectors.takings import check_drawer
from modules.sales.selectors.tenders import Taken, paid_back, paid_in
from modules.sales.services.customer_credit import move_credit


def pay_refund(*, refund_id: int, register_session: int, tenders: Sequence[TenderIn], by: Any, at: datetime) -> Refund:
    """Pay an approved refund out of an open register session. The caller holds the transaction.

    Raises SessionNotOpen, NotNow unless approved, TendersDoNotCover, RefundTenderInvalid, DrawerTooLow, or what a
    course refuses that was used in the meantime.
    """
    order, refund = held_refund(refund_id)
    desk = hold_desk(register_session, by=by, at=at, pays_out=any(tender.kind == "cash" for tender in tenders))
    if refund.branch_id != desk.branch_id:
        raise Missing(refund=refund_id)
    ledger.hold_period(on=desk.business_on)
    if refund.state != RefundState.APPROVED:
        raise NotNow(code="sales.refund.pay", current={"reference": refund.reference, "state": refund.state})
    sale, lines = sale_of(order.pk), returned_lines(refund)
    payment = paid_back(
        tenders,
        total=refund.total,
        ways=ways_back(order.pk),
        to_credit=order.patient_id is not None,
        money_left=money_left(order.pk),
        step=desk.cash_step,
    )
    check_drawer(desk.session_id, pays_out=paid_in(payment, "cash"))
    if paid_in(payment, "credit"):
        _refuse_credit_of_another(order, lines)
    _give_back(sale, lines, refund=refund, on=desk.business_on, by=by, at=at)
    _keep_as_credit(order, refund, payment, on=desk.business_on, by=by, at=at)
    _return_goods(sale, lines, refund=refund, on=desk.business_on, by=by, at=at)
    number = take_number(SERIES[refund.kind], branch=desk, on=desk.business_on, register=desk.register_code)
    document = note_content(refund, sale, lines, payment, number=number, desk=desk, by=by, at=at)
    fire(
        refund,
        "pay",
        by=by,
        at=at,
        number=number,
        register_session_id=desk.session_id,
        business_on=desk.business_on,
        cashier=by,
        document=document,
    )
    insert_rows(
        RefundTender,
        ("refund_id", "kind", "amount", "reference"),
        [(refund.pk, tender.kind, tender.amount, tender.reference) for tender in payment],
    )
    fire(order, "refund" if is_all_back(order) else "refund_part", by=by, at=at)
    _post(refund, sale, lines, payment, desk=desk, by=by, at=at)
    _tell(refund, order, by=by, at=at)
    return refund


def held_refund(refund_id: int) -> tuple[Order, Refund]:
    """A refund under its lock; its order is locked first. Raises Missing."""
    order_id = Refund.objects.filter(pk=refund_id).values_list("order_id", flat=True).first()
    if order_id is None:
        raise Missing(refund=refund_id)
    order = Order.objects.select_for_update().get(pk=order_id)
    return order, Refund.objects.select_for_update(of=("self",)).select_related("order").get(pk=refund_id)


def _give_back(sale: Sale, lines: Sequence[Returned], *, refund: Refund, on: date, by: Any, at: datetime) -> None:
    """Sessions return to the courses that paid, courses that were sold end."""
    for cover in contributors(LineCover):  # type: ignore[type-abstract]
        used = {
            each.line.line_id: int(each.quantity)
            for each in lines
            if each.line.cover is not None and each.line.cover.kind == cover.kind
        }
        if used:
            cover.give_back_part(
                sale=sale, lines=used, document=refund.reference, on=on, by=by, at=at, reason=refund.reason
            )
    for delivery in contributors(LineDelivery):  # type: ignore[type-abstract]
        for each in lines:
            if each.line.kind == delivery.kind and not each.line.covered:
                delivery.end(line=each.line, parts=each.parts, branch_id=refund.branch_id, on=on, by=by, at=at)


def _refuse_credit_of_another(order: Order, lines: Sequence[Returned]) -> None:
    """What somebody else has taken over since does not become credit of whoever bought it. Raises CreditOfAnother."""
    deliveries = {each.kind: each for each in contributors(LineDelivery)}  # type: ignore[type-abstract]
    for each in lines:
        delivery = deliveries.get(each.line.kind) if not each.line.covered else None
        owner = delivery.owner(line=each.line) if delivery is not None else None
        if owner not in (None, order.patient_id):
            raise CreditOfAnother(line_id=each.line.line_id, remedy=_("Pay it in money; it can be taken as a deposit."))


def _keep_as_credit(order: Order, refund: Refund, payment: Sequence[Taken], *, on: date, by: Any, at: datetime) -> None:
    kept = paid_in(payment, "credit")
    if kept:
        move_credit(
            patient_id=order.patient_id,
            branch_id=order.branch_id,
            kind=CreditMovement.Kind.REFUNDED,
            amount=kept,
            on=on,
            by=by,
            at=at,
            refund=refund,
        )


def _return_goods(sale: Sale, lines: Sequence[Returned], *, refund: Refund, on: date, by: Any, at: datetime) -> None:
    goods = [
        inventory.ReturnIn(each.line.product_id, each.quantity, each.cost, to_stock=each.goods == "stock")
        for each in lines
        if each.goods
    ]
    if goods:
        inventory.return_goods(
            issued_by=sale.reference,
            returned_by=earlier_refunds(sale.order_id),
            lines=goods,
            source=refund.reference,
            at=at,
            on=on,
            by=by,
            reason=refund.reason,
        )


def _post(
    refund: Refund,
    sale: Sale,
    lines: Sequence[Returned],
    payment: Sequence[Taken],
    *,
    desk: Desk,
    by: Any,
    at: datetime,
) -> None:
    roles = {each.kind: each.revenue_role for each in contributors(LineDelivery)}  # type: ignore[type-abstract]
    entry = refund_entry(lines, payment, accounts=ledger.accounts_by_role(), revenue_roles=roles)
    if entry:
        ledger.post_entry(
            source=refund.reference,
            source_number=refund.number,
            source_digest=digest_of_refund(refund.number, lines, payment),
            journal="sales",
            on=desk.business_on,
            branch_id=refund.branch_id,
            lines=entry,
            memo=sale.number,  # the words of the reason may speak of the patient: they stay with the refund
            by=by,
            at=at,
        )


def _tell(refund: Refund, order: Order, *, by: Any, at: datetime) -> None:
    assert refund.business_on is not None
    decider = by.pk if by is not None else None
    publish_all(
        [
            OrderRefunded(
                refund_id=refund.pk,
                order_id=order.pk,
                branch_id=order.branch_id,
                patient_id=order.patient_id,
                total=refund.total,
                refunded_at=at,
                business_on=refund.business_on,
            ),
            *(
                [
                    RefundDecided(
                        refund_id=refund.pk,
                        order_id=order.pk,
                        branch_id=order.branch_id,
                        outcome=refund.state,
                        decided_by_id=decider,
                        decided_at=at,
                    )
                ]
                if refund.needs_approval
                else []
            ),
            changed("sales.refund", refund.pk, refund.version, branch_id=order.branch_id),
            changed("sales.order", order.pk, order.version, branch_id=order.branch_id),
        ]
    )
