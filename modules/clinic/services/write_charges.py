"""What the till will ask for: the treatments, and charted goods that no treatment includes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from erp.kernel.machines.gate import born, fire
from modules.catalog import public as catalog
from modules.clinic.models import ChargeItem, TreatmentSession
from modules.clinic.models.charge_item import ChargeSource, ChargeState


def write_charges(
    session: TreatmentSession,
    planned: Sequence[ChargeItem],
    charted: Mapping[tuple[int, int], Decimal],
    issued: Mapping[tuple[int, int | None], Decimal],
    *,
    at: datetime,
) -> None:
    """Planned treatments become payable. A charted product is charged by the unit unless a treatment includes it."""
    for charge in planned:
        fire(charge, "release", by=None, at=at)
    cards = catalog.product_cards({row.product_id for row in planned} | {product for product, _lot in charted})
    included = {use.product_id for row in planned for use in cards[row.product_id].usage}
    for (product, lot), units in sorted(charted.items()):
        price = cards[product].price
        if product in included or not price:
            continue
        charge = ChargeItem(
            session=session,
            product_id=product,
            quantity=units,
            unit_price=price,
            lot_id=lot,
            source=ChargeSource.CHART,
            stock_issued=(product, lot) in issued,
            performed_by_id=session.practitioner_id,
            state=ChargeState.BILLABLE,
        )
        born(charge, by=None, at=at)
