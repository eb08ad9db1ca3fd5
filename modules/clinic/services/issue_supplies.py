"""What a treatment took from stock leaves it, and its cost is posted: one issue, one entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from erp.kernel.access.models import User
from modules.catalog import public as catalog
from modules.clinic.models import ChargeItem, TreatmentSession
from modules.clinic.selectors.vial_accounts import wasted_units
from modules.inventory import public as inventory
from modules.ledger import public as ledger

Line = tuple[int, int | None]  # product, lot


def issue_supplies(
    session: TreatmentSession,
    planned: Sequence[ChargeItem],
    charted: Mapping[tuple[int, int], Decimal],
    *,
    by: User | None,
    at: datetime,
) -> dict[Line, Decimal]:
    """Issue charted and wasted units from their lots, and what the treatments use up. What left, by product and lot.

    Raises OutOfStock naming the product or the lot.
    """
    wanted = supplies_of(session, planned, charted)
    if not wanted:
        return {}
    valued = inventory.issue(
        branch_id=session.branch_id,
        lines=[
            inventory.IssueIn(product, quantity, lot)
            for (product, lot), quantity in sorted(wanted.items(), key=lambda line: (line[0][0], line[0][1] or 0))
        ],
        source=session.reference,
        at=at,
        by=by,
    )
    session.supplies_cost = sum((line.cost for line in valued), Decimal("0.00"))
    session.save()
    if session.supplies_cost:
        _post(session, session.supplies_cost, by=by, at=at)
    return wanted


def supplies_of(
    session: TreatmentSession, planned: Sequence[ChargeItem], charted: Mapping[tuple[int, int], Decimal]
) -> dict[Line, Decimal]:
    """Charted and wasted units by lot; of a treatment's usage list only what nobody charted."""
    wanted: dict[Line, Decimal] = defaultdict(lambda: Decimal(0))
    for units in (charted, wasted_units(session.pk)):
        for (product, lot), quantity in units.items():
            wanted[product, lot] += quantity
    taken = {product for product, _lot in wanted}
    cards = catalog.product_cards({charge.product_id for charge in planned})
    for charge in planned:
        for use in cards[charge.product_id].usage:
            if use.product_id not in taken:
                wanted[use.product_id, None] += use.quantity * charge.quantity
    stocked = catalog.product_cards({product for product, _lot in wanted})
    return {line: quantity for line, quantity in wanted.items() if stocked[line[0]].tracks_stock}


def _post(session: TreatmentSession, cost: Decimal, *, by: User | None, at: datetime) -> None:
    ledger.post_entry(
        source=session.reference,
        source_number=session.number,
        journal="inventory",
        on=timezone.localdate(at),
        branch_id=session.branch_id,
        lines=[
            ledger.LineIn(ledger.account_for("supplies_cost"), debit=cost),
            ledger.LineIn(ledger.account_for("stock"), credit=cost),
        ],
        memo=session.number,
        by=by,
        at=at,
    )
