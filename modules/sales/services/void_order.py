"""Undo a wrong sale: in its own session, before the count, by a manager. The number is kept."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from erp.kernel.events.publish import publish_all
from erp.kernel.hooks.hook import contributors
from erp.kernel.machines.gate import fire
from erp.kernel.realtime.announce import changed
from modules.inventory import public as inventory
from modules.inventory.public import NothingIssued
from modules.ledger import public as ledger
from modules.ledger.public import NotPosted
from modules.sales.data import Sale
from modules.sales.errors import NotInThisSession
from modules.sales.events import OrderVoided
from modules.sales.hooks import LineCover, LineDelivery
from modules.sales.models import Order, OrderState, RegisterSession, SessionState, Tender, TenderKind
from modules.sales.selectors.desk import stop_selling
from modules.sales.selectors.sold import sale_of
from modules.sales.selectors.takings import check_drawer
from modules.sales.services.customer_credit import return_credit
from modules.sales.services.on_account import refuse_if_collected
from modules.sales.services.refund_decisions import withdraw_refunds_of

ZERO = Decimal("0.00")


def void_order(*, order_id: int, reason: str, by: Any, at: datetime) -> Order:
    """Void a paid bill: stock, entry, courses and drawer are as before. The caller holds the transaction.

    Raises NotNow when it is not paid, NotInThisSession once its session is counted, DrawerTooLow when its cash is no
    longer there, or what a delivery refuses (a course in use).
    """
    order = Order.objects.select_for_update().get(pk=order_id)
    session = _session(order)
    if order.state == OrderState.PAID and (session is None or session.state != SessionState.OPEN):
        raise NotInThisSession(state=session.state if session else "")
    refuse_if_collected(order)
    check_drawer(order.register_session_id, pays_out=_cash_of(order))
    fire(order, "void", by=by, at=at, reason=reason)
    assert session is not None
    withdraw_refunds_of(order, at=at)
    sale = sale_of(order.pk)
    _give_back(sale, by=by, at=at, reason=reason)
    return_credit(order, on=session.business_on, by=by, at=at)
    try:
        inventory.return_issue(source=sale.reference, at=at, by=by, on=session.business_on, reason=reason)
    except NothingIssued:
        pass  # nothing of it came out of the store
    try:
        ledger.reverse_entry(source=sale.reference, reason=reason, on=session.business_on, by=by, at=at)
    except NotPosted:
        pass  # a bill of 0.00 has no entry
    publish_all(
        [
            OrderVoided(
                order_id=order.pk,
                branch_id=order.branch_id,
                patient_id=order.patient_id,
                source=order.source,
                total=order.total,
                voided_at=at,
                business_on=session.business_on,
            ),
            changed("sales.order", order.pk, order.version, branch_id=order.branch_id),
        ]
    )
    return order


def _cash_of(order: Order) -> Decimal:
    cash = Tender.objects.filter(order=order, kind=TenderKind.CASH)
    return sum(cash.values_list("amount", flat=True), ZERO) if order.state == OrderState.PAID else ZERO


def _session(order: Order) -> RegisterSession | None:
    if order.register_session_id is None:
        return None
    stop_selling(order.register_session_id)
    return RegisterSession.objects.select_for_update().get(pk=order.register_session_id)


def _give_back(sale: Sale, *, by: Any, at: datetime, reason: str) -> None:
    for cover in contributors(LineCover):  # type: ignore[type-abstract]
        covered = [line for line in sale.lines if line.cover is not None and line.cover.kind == cover.kind]
        if covered:
            cover.give_back(sale=sale, lines=covered, by=by, at=at, reason=reason)
    for delivery in contributors(LineDelivery):  # type: ignore[type-abstract]
        sold = [line for line in sale.lines if line.kind == delivery.kind and line.cover is None]
        if sold:
            delivery.take_back(sale=sale, lines=sold, by=by, at=at, reason=reason)
