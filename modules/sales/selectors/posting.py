"""The entry of a sale: pure."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from modules.inventory.data import ValuationLine
from modules.ledger.data import Dimension, LineIn
from modules.sales.selectors.pricing import Priced
from modules.sales.selectors.tenders import ROLES, Taken

ZERO = Decimal("0.00")
REVENUE = {"treatment": "sales_treatment", "drug": "sales_drug", "retail": "sales_retail"}


def sale_lines(
    priced: Priced,
    tenders: Sequence[Taken],
    valuation: Sequence[ValuationLine],
    *,
    accounts: Mapping[str, str],
    revenue_roles: Mapping[str, str],
) -> list[LineIn]:
    """Tender / revenue net, output VAT; cost / stock. Nothing for a bill of 0.00 that moved nothing."""
    lines = tender_lines(tenders, accounts=accounts)
    revenue: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for line in priced.lines:
        role = revenue_roles.get(line.card.kind) or REVENUE[line.card.kind]
        revenue[role, line.card.category] += line.net
    lines += [
        LineIn(accounts[role], credit=amount, dimensions=(Dimension("category", category),))
        for (role, category), amount in sorted(revenue.items())
        if amount
    ]
    lines += [
        LineIn(accounts["output_vat"], credit=tax.vat, tax_code=tax.tax_code, tax_base=tax.net)
        for tax in priced.taxes
        if tax.vat
    ]
    cost = sum((line.cost for line in valuation), ZERO)
    if cost:
        lines += [LineIn(accounts["goods_cost"], debit=cost), LineIn(accounts["stock"], credit=cost)]
    return lines


def tender_lines(tenders: Sequence[Taken], *, accounts: Mapping[str, str], back: bool = False) -> list[LineIn]:
    """Money taken (or paid `back`), each kind at its account. A rounding below zero stands on the other side."""
    return [
        LineIn(accounts[ROLES[tender.kind]], debit=abs(tender.amount))
        if (tender.amount > 0) != back
        else LineIn(accounts[ROLES[tender.kind]], credit=abs(tender.amount))
        for tender in tenders
    ]


def digest_of(number: str, priced: Priced, tenders: Sequence[Taken]) -> bytes:
    """SHA-256 of the bill's lines and tenders: the seal of its entry vouches for them too."""
    content = [
        number,
        [
            [line.line.key, line.card.id, str(line.line.quantity), str(line.line.unit_price), str(line.discount)]
            + [[part.tax_code, str(part.gross), str(part.net), str(part.vat)] for part in line.parts]
            for line in priced.lines
        ],
        [[tender.kind, str(tender.amount), str(tender.tendered), tender.reference] for tender in tenders],
    ]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).digest()
