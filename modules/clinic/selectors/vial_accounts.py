"""Vial accounting: charted + wasted = drawn, per lot."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from django.db.models import Sum

from modules.catalog import public as catalog
from modules.clinic.data import VialAccount
from modules.clinic.models import VialDraw, VialWaste
from modules.clinic.selectors.face_charts import latest_charts
from modules.inventory import public as inventory

Vial = tuple[int, int]  # product, lot
ZERO = Decimal(0)


def charted_units(session_id: int) -> dict[Vial, Decimal]:
    """Units in the patient, by product and lot, as the last version of each view has them."""
    units: dict[Vial, Decimal] = defaultdict(lambda: ZERO)
    for chart in latest_charts(session_id):
        for item in chart.items:
            if item["type"] == "point" and item.get("units") and item.get("lot_id"):
                units[item["product_id"], item["lot_id"]] += Decimal(item["units"])
    return dict(units)


def wasted_units(session_id: int) -> dict[Vial, Decimal]:
    return _sums(VialWaste, session_id)


def vial_accounts(session_id: int) -> list[VialAccount]:
    """Every lot that this session touched. Where nobody recorded a draw, what was used counts as drawn."""
    charted, wasted, drawn = charted_units(session_id), wasted_units(session_id), _sums(VialDraw, session_id)
    vials = sorted({*charted, *wasted, *drawn})
    products = catalog.product_cards([product for product, _lot in vials])
    lots = inventory.lot_cards([lot for _product, lot in vials])
    return [
        VialAccount(
            product_id=vial[0],
            product_name=products[vial[0]].name_en,
            lot_id=vial[1],
            lot_code=lots[vial[1]].number,
            charted=charted.get(vial, ZERO),
            wasted=wasted.get(vial, ZERO),
            drawn=drawn.get(vial, charted.get(vial, ZERO) + wasted.get(vial, ZERO)),
            draw_recorded=vial in drawn,
        )
        for vial in vials
    ]


def _sums(model: type[VialDraw] | type[VialWaste], session_id: int) -> dict[Vial, Decimal]:
    rows = model._default_manager.filter(session=session_id).values_list("product", "lot").annotate(Sum("units"))
    return {(product, lot): total for product, lot, total in rows.order_by("product", "lot")}
