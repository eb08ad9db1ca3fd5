"""Facts of sales and courses, turned into causes. Each function hears both a fact and its undoing, in order."""

from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from erp.kernel.events.listeners import listens
from modules.catalog import public as catalog
from modules.commissions.data import Cause, Given, Item, Share
from modules.commissions.services.calculate_commission import calculate_commission
from modules.commissions.services.claw_back_commission import claw_back_commission, claw_back_part
from modules.courses.events import SessionRedeemed, SessionReturned
from modules.sales import public as sales
from modules.sales.events import OrderPaid, OrderRefunded, OrderVoided


@listens(OrderPaid)
@listens(OrderVoided)
@listens(OrderRefunded)
def on_order(event: OrderPaid | OrderVoided | OrderRefunded, *, event_id: UUID) -> None:
    """A paid order earns, a voided one gives back, a refunded one gives back its part."""
    document = f"sales.order:{event.order_id}"
    if isinstance(event, OrderRefunded):
        _claw_back_part(event, event_id=event_id, document=document)
        return
    if isinstance(event, OrderVoided):
        undone = Cause(
            event_id=event_id,
            document=document,
            branch_id=event.branch_id,
            business_on=event.business_on,
            occurred_at=event.voided_at,
            items=(),
        )
        claw_back_commission(cause=undone, at=timezone.now())
        return
    items = tuple(
        Item(
            reference=f"sales.order_line:{line.line_id}",
            title=line.title,
            net=line.net,
            quantity=line.quantity,
            product_code=line.product_code,
            commission_class=line.commission_class,
            shares=tuple(Share(staff_id=each.staff_id, role=each.role, percent=each.percent) for each in line.shares),
        )
        for line in sales.paid_lines(event.order_id)
        if not line.covered
    )
    cause = Cause(
        event_id=event_id,
        document=document,
        branch_id=event.branch_id,
        business_on=event.business_on,
        occurred_at=event.paid_at,
        items=items,
    )
    calculate_commission(cause=cause, at=timezone.now())


def _claw_back_part(event: OrderRefunded, *, event_id: UUID, document: str) -> None:
    """So much of each line as is back now, this refund included."""
    parts = {
        f"sales.order_line:{line.line_id}": Given(sold=line.sold_net, back=line.net_before + line.net)
        for line in sales.refunded_lines(event.refund_id)
        if line.sold_net
    }
    cause = Cause(
        event_id=event_id,
        document=document,
        branch_id=event.branch_id,
        business_on=event.business_on,
        occurred_at=event.refunded_at,
        items=(),
    )
    claw_back_part(cause=cause, parts=parts, at=timezone.now())


@listens(SessionRedeemed)
@listens(SessionReturned)
def on_session(event: SessionRedeemed | SessionReturned, *, event_id: UUID) -> None:
    """A redeemed session earns for who performed it, a returned one gives back."""
    document = f"courses.redemption:{event.redemption_id}"
    if isinstance(event, SessionReturned):
        undone = Cause(
            event_id=event_id,
            document=document,
            branch_id=event.branch_id,
            business_on=event.business_on,
            occurred_at=event.returned_at,
            items=(),
        )
        claw_back_commission(cause=undone, at=timezone.now())
        return
    if event.performed_by_staff_id is None:
        return
    product = catalog.product_cards([event.product_id])[event.product_id]
    item = Item(
        reference=document,
        title=product.name_en,
        net=event.value,
        quantity=Decimal(1),
        product_code=product.code,
        commission_class=product.commission_class,
        shares=(Share(staff_id=event.performed_by_staff_id, role="performer", percent=Decimal(100)),),
    )
    cause = Cause(
        event_id=event_id,
        document=document,
        branch_id=event.branch_id,
        business_on=event.business_on,
        occurred_at=event.redeemed_at,
        items=(item,),
    )
    calculate_commission(cause=cause, at=timezone.now())
