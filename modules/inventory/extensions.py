"""What the inventory contributes to others."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.utils import dateformat
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from erp.kernel.access.models import Branch
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
    dated = False

    def figure(self, *, branch_id: int | None, as_of: date | None) -> Decimal:
        """What all stock is worth now: values are kept as they stand, not day by day."""
        return public.stock_worth(branch_id=branch_id)


@contributes(AlertSource)
class StockAlerts(AlertSource):
    """Low stock and lots that end soon."""

    code = "inventory.alerts"
    title = gettext_lazy("Inventory alerts")
    definition = gettext_lazy("Products below their reorder point, and lots that expire within 60 days")
    right = "inventory.read_quant"

    def count(self, *, branch_ids: Sequence[int], on: date) -> int:
        """How many."""
        return len(public.alerts(branch_ids, on=on))

    def worst(self, *, branch_ids: Sequence[int], on: date, limit: int | None) -> list[Alert]:
        """The first of them; the branch is named where there are several."""
        branches = dict(Branch.objects.filter(pk__in=branch_ids).values_list("pk", "code"))
        named = branches if len(branch_ids) > 1 else {}
        return [_alert(alert, named.get(alert.branch_id, "")) for alert in public.alerts(branch_ids, on=on)[:limit]]


def _alert(alert: public.StockAlert, branch: str) -> Alert:
    where = {"product": {"eq": alert.product_id}, "location.branch": {"eq": alert.branch_id}}
    thai = get_language() == "th"
    if alert.kind == "low_stock":
        figures = {"left": _plain(alert.quantity), "minimum": _plain(alert.minimum or Decimal(0))}
        detail = _("%(left)s left, minimum %(minimum)s") % figures
    else:
        detail = _("Lot %(lot)s expires on %(day)s") % {"lot": alert.lot, "day": _day(alert.expires_on, thai=thai)}
    return Alert(
        title=(thai and alert.product_th) or alert.product,
        detail=" · ".join(filter(None, [branch, detail])),
        tone="danger" if alert.kind == "low_stock" and not alert.quantity else "warn",
        to=f"/list/inventory.quant?{urlencode({'where': json.dumps(where, separators=(',', ':'))})}",
    )


def _plain(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}"


def _day(day: date | None, *, thai: bool) -> str:
    """As people here write it: in Thai by the Buddhist year."""
    return f"{dateformat.format(day, 'j M')} {day.year + 543 * thai}" if day is not None else ""
