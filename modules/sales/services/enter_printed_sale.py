"""Enter a sale that a till printed without the server. It happened: whatever a check finds becomes a row to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from erp.kernel.access.models import User
from erp.kernel.bulk.inserts import insert_rows, take_ids
from erp.kernel.bulk.pipeline import pipeline
from erp.kernel.documents.refusals import Missing
from erp.kernel.events.publish import publish_all
from erp.kernel.machines.gate import born
from erp.kernel.realtime.announce import announce, changed
from modules.catalog.public import product_cards
from modules.inventory import public as inventory
from modules.ledger import public as ledger
from modules.patients import public as patients
from modules.sales.data import PrintedSale
from modules.sales.errors import NumberNotNext, NumberTaken, PrintedDiffers, SessionNotYours
from modules.sales.events import OrderPaid
from modules.sales.models import (
    DeviceSeries,
    FindingKind,
    OfflineFinding,
    OfflineSale,
    Order,
    OrderState,
    Receipt,
    RegisterSession,
)
from modules.sales.selectors.desk import Desk
from modules.sales.selectors.pricing import Priced
from modules.sales.selectors.printed import Noticed, hold_desk_of, list_of, noticed_in, price_printed, series_of
from modules.sales.selectors.receipts import receipt_content
from modules.sales.selectors.tenders import Taken, change_of, taken
from modules.sales.services.book_sale import post_sale, write_tenders
from modules.sales.services.write_lines import costs_by_line, take_line_ids, write_lines


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What became of a printed sale."""

    order_id: int
    number: str
    findings: Sequence[str]


def enter_printed_sale(*, sale: PrintedSale, by: Any, at: datetime) -> Entered:
    """Write order, tenders, stock, entry and receipt of a printed sale. The caller holds the transaction.

    Once for each number: asked again it answers what is there. Stock that is not there, another price of the day, a
    discount above the limit and a closed session leave a finding. Raises what cannot be true of a sale (UnknownProduct,
    TotalDiffers, TendersDoNotCover, PrintedDiffers, NotOffline, NumberTaken), NumberNotNext, or SessionNotOpen while
    no session of the register is open.
    """
    session = RegisterSession.objects.filter(pk=sale.register_session).first()
    if session is None:
        raise Missing(register_session=sale.register_session)
    if session.branch_id not in by.branch_ids:
        raise SessionNotYours()
    series = series_of(sale, session)
    there = OfflineSale.objects.filter(series=series, no=sale.no).first()
    if there is not None and (done := _entered(there, sale)):
        return done
    desk, is_late = hold_desk_of(session)
    ledger.hold_period(on=desk.business_on)
    cashier = _cashier(sale, desk)
    by_list = list_of(sale, desk)
    list_id = by_list.id if by_list else None
    listed = product_cards((line.product_id for line in sale.lines), on=desk.business_on, price_list=list_id)
    priced = price_printed(sale, cards=listed)
    payment = taken(sale.tenders, total=priced.total, step=desk.cash_step)
    noticed = noticed_in(priced, cards=listed, cashier=cashier)
    if is_late:
        noticed.append(Noticed(FindingKind.LATE, str(session)))
    plan, short = _goods(priced, desk, number=sale.number, by=by, at=at)
    card = patients.cards([sale.patient], by).get(sale.patient) if sale.patient is not None else None
    if sale.patient is not None and card is None:
        raise Missing(patient=sale.patient)

    order = _order(sale, desk, session, priced, payment, cashier=cashier, at=at)
    order.price_list_id = list_id
    row = _take_number(sale, series, there, order=order, session=session, cashier=cashier, by=by, at=at)
    born(order, by=by, at=at)
    valuation = plan.valuation()
    with pipeline():
        write_lines(
            order,
            priced,
            ids=take_line_ids(len(priced.lines)),
            kept={},
            costs=costs_by_line(priced, valuation),
            codes=ledger.tax_code_ids(),
        )
        write_tenders(order, payment)
        inventory.write_issue(plan, branch_id=desk.branch_id, source=order.reference, at=at, on=desk.business_on, by=by)
    post_sale(order, priced, payment, valuation, revenue_roles={}, by=by, at=at)
    content = receipt_content(
        priced,
        payment,
        number=sale.number,
        kind=Receipt.Kind(sale.kind),
        desk=desk,
        cashier=str(cashier),
        hn=card.hn if card else "",
        patient_name=card.name if card else "",
        paid_at=sale.sold_at,
        change=order.change,
        price_list=by_list,
        courses=[],
    )
    insert_rows(Receipt, ("order_id", "kind", "number", "data"), [(order.pk, sale.kind, sale.number, content)])
    findings = [*noticed, *short]
    write_findings(row, findings, by=by, at=at)
    _tell(order)
    return Entered(order_id=order.pk, number=sale.number, findings=[str(each.kind) for each in findings])


def write_findings(row: OfflineSale, findings: Sequence[Noticed], *, by: Any, at: datetime) -> None:
    """Put what was noticed before those who settle it."""
    for each in findings:
        finding = OfflineFinding(
            sale=row, kind=each.kind, product_id=each.product_id, quantity=each.quantity, detail=each.detail[:400]
        )
        born(finding, by=by, at=at)
        announce("sales.offline_finding", finding.pk, 1, branch_id=row.register_session.branch_id)


def _entered(there: OfflineSale, sale: PrintedSale) -> Entered | None:
    """The answer to a number that is here already; None while it waits for its order."""
    if there.order_id is None:
        return None
    if there.content != sale.content:
        raise NumberTaken(number=sale.number)
    kinds = there.findings.order_by("pk").values_list("kind", flat=True)
    return Entered(order_id=there.order_id, number=there.number, findings=list(kinds))


def _cashier(sale: PrintedSale, desk: Desk) -> User:
    found = User.objects.filter(pk=sale.cashier).first()
    if found is None or desk.branch_id not in found.branch_ids:
        raise PrintedDiffers(field="cashier")
    return found


def _goods(
    priced: Priced, desk: Desk, *, number: str, by: Any, at: datetime
) -> tuple[inventory.IssuePlan, list[Noticed]]:
    """What leaves the store. What the books do not have came from somewhere: it is found first, from `shortage`."""
    wanted = [
        inventory.IssueIn(line.line.product_id, line.line.quantity) for line in priced.lines if line.card.tracks_stock
    ]
    products = [line.product_id for line in wanted]
    stock = inventory.hold_stock(desk.branch_id, products)
    short = inventory.missing_in(stock, wanted, on=desk.business_on)
    for each in short:
        inventory.adjust_stock(
            branch_id=desk.branch_id,
            product_id=each.product_id,
            change=each.quantity,
            reason=number,
            by=by,
            at=at,
            on=desk.business_on,
        )
    if short:
        stock = inventory.hold_stock(desk.branch_id, products)
    noticed = [Noticed(FindingKind.SHORTAGE, number, each.product_id, each.quantity) for each in short]
    return inventory.plan_issue(stock, wanted, on=desk.business_on), noticed


def _order(
    sale: PrintedSale,
    desk: Desk,
    session: RegisterSession,
    priced: Priced,
    payment: Sequence[Taken],
    *,
    cashier: User,
    at: datetime,
) -> Order:
    return Order(
        pk=take_ids((Order, 1))[0][0],
        state=OrderState.PAID,
        number=sale.number,
        branch_id=desk.branch_id,
        register_session_id=desk.session_id,
        patient_id=sale.patient,
        business_on=desk.business_on,
        subtotal=priced.subtotal,
        order_discount=priced.order_discount,
        discount=priced.discount,
        vat=priced.vat,
        total=priced.total,
        change=change_of(payment),
        paid_at=min(max(sale.sold_at, session.opened_at), at),  # a device's clock may be wrong
        paid_by=cashier,
    )


def _take_number(
    sale: PrintedSale,
    series: DeviceSeries,
    there: OfflineSale | None,
    *,
    order: Order,
    session: RegisterSession,
    cashier: User,
    by: Any,
    at: datetime,
) -> OfflineSale:
    """The number's row, with its order: before the order itself, whose guard asks for it."""
    last = DeviceSeries.objects.select_for_update().values_list("last", flat=True).get(pk=series.pk)
    if there is not None:
        there.order = order
        there.save(update_fields=["order"])
        return there
    if sale.no != last + 1:
        raise NumberNotNext(next=last + 1)
    row = OfflineSale(
        series=series,
        no=sale.no,
        number=sale.number,
        order=order,
        register_session=session,
        sold_at=sale.sold_at,
        received_at=at,
        sold_by=cashier,
        received_by=by,
        content=dict(sale.content),
    )
    row.save(force_insert=True)
    return row


def _tell(order: Order) -> None:
    assert order.paid_at is not None
    assert order.business_on is not None
    publish_all(
        [
            OrderPaid(
                order_id=order.pk,
                branch_id=order.branch_id,
                patient_id=order.patient_id,
                source="",
                total=Decimal(order.total),
                paid_at=order.paid_at,
                business_on=order.business_on,
            ),
            changed("sales.order", order.pk, 1, branch_id=order.branch_id),
        ]
    )
