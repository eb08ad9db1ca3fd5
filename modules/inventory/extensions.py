"""What the inventory contributes to others."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from erp.kernel.hooks.hook import contributes
from erp.kernel.metrics.hooks import Alert, AlertSource
from modules.inventory import public
from modules.ledger.hooks import Proof


@contributes(Proof)
class StockProof(Proof):
    """Stock values against the stock account."""

    code = "inventory.stock"
    title = gettext_lazy("Stock value")
    role = "stock"

    def figure(self, *, branch_id: int | None, as_of: date | None) -> Decimal:
        """What all stock is worth."""
        return public.stock_worth(branch_id=branch_id, as_of=as_of)


@contributes(AlertSource)
class StockAlerts(AlertSource):
    """Low stock and lots that end soon."""

    code = "inventory.alerts"
    title = gettext_lazy("Inventory alerts")
    definition = gettext_lazy("Products below their reorder point, and lots that expire within 60 days")
    right = "inventory.read_quant"
    rows = "/list/inventory.quant"

    def count(self, *, branch_ids: Sequence[int], on: date) -> int:
        """How many."""
        return len(public.alerts(branch_ids, on=on))

    def worst(self, *, branch_ids: Sequence[int], on: date, limit: int) -> list[Alert]:
        """The first of them."""
        return [_alert(alert) for alert in public.alerts(branch_ids, on=on)[:limit]]


def _alert(alert: public.StockAlert) -> Alert:
    to = f"/list/inventory.quant?product={alert.product_id}"
    if alert.kind == "low_stock":
        detail = _("%(left)s left, minimum %(minimum)s") % {
            "left": f"{alert.quantity.normalize():f}",
            "minimum": f"{(alert.minimum or Decimal(0)).normalize():f}",
        }
        tone = "danger" if not alert.quantity else "warn"
        return Alert(title=alert.product, detail=detail, tone="danger" if tone == "danger" else "warn", to=to)
    detail = _("Lot %(lot)s expires on %(day)s") % {"lot": alert.lot, "day": alert.expires_on}
    return Alert(title=alert.product, detail=detail, tone="warn", to=to)
