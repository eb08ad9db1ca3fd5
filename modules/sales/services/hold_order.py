"""Park a bill: held bills survive shifts."""

from datetime import datetime
from typing import Any

from erp.kernel.machines.gate import fire
from erp.kernel.realtime.announce import announce
from modules.sales.models import Order


def hold_order(*, order_id: int, by: Any, at: datetime, reason: str = "") -> Order:
    """Put a draft aside, with a word why. Raises NotNow when it is paid. The caller holds the transaction."""
    order = Order.objects.select_for_update().get(pk=order_id)
    fire(order, "hold", by=by, at=at, note=reason)
    announce("sales.order", order.pk, order.version, branch_id=order.branch_id)
    return order
