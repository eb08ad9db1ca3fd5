"""The entry of a refund: pure. The sale's entry the other way round, for what was given back."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from modules.ledger.data import Dimension, LineIn
from modules.sales.selectors.posting import REVENUE, tender_lines
from modules.sales.selectors.refunds import Returned
from modules.sales.selectors.tenders import Taken

ZERO = Decimal("0.00")
HOME = {"stock": "stock", "loss": "stock_loss"}


def refund_entry(
    lines: Sequence[Returned],
    tenders: Sequence[Taken],
    *,
    accounts: Mapping[str, str],
    revenue_roles: Mapping[str, str],
) -> list[LineIn]:
    """Revenue net and output VAT / tender; stock or loss / cost. Nothing for covered lines, which return sessions."""
    revenue: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    taxes: dict[str, tuple[Decimal, Decimal]] = {}
    goods: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for each in lines:
        role = revenue_roles.get(each.line.kind) or REVENUE[each.line.kind]
        for part in each.parts:
            revenue[role, each.line.category] += part.net
            net, vat = taxes.get(part.tax_code, (ZERO, ZERO))
            taxes[part.tax_code] = (net + part.net, vat + part.vat)
        if each.goods:
            goods[HOME[each.goods]] += each.cost
    entry = [
        LineIn(accounts[role], debit=amount, dimensions=(Dimension("category", category),))
        for (role, category), amount in sorted(revenue.items())
        if amount
    ]
    entry += [
        LineIn(accounts["output_vat"], debit=vat, tax_code=code, tax_base=-net)
        for code, (net, vat) in sorted(taxes.items())
        if vat
    ]
    entry += tender_lines(tenders, accounts=accounts, back=True)
    entry += [LineIn(accounts[role], debit=cost) for role, cost in sorted(goods.items()) if cost]
    cost = sum(goods.values(), ZERO)
    return [*entry, LineIn(accounts["goods_cost"], credit=cost)] if cost else entry


def digest_of_refund(number: str, lines: Sequence[Returned], tenders: Sequence[Taken]) -> bytes:
    """SHA-256 of the refund's lines and tenders: the seal of its entry vouches for them too."""
    content = [
        number,
        [
            [each.line.line_id, str(each.quantity), str(each.gross), each.goods]
            + [[part.tax_code, str(part.gross), str(part.net), str(part.vat)] for part in each.parts]
            for each in lines
        ],
        [[tender.kind, str(tender.amount), tender.reference] for tender in tenders],
    ]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).digest()
