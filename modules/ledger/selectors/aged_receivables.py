"""Aged receivables: who owes how much, by how long it is overdue, beside the account that should say the same."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from erp.kernel.hooks.hook import contributors
from modules.ledger.data import ZERO, OpenItem
from modules.ledger.hooks import Receivables
from modules.ledger.selectors.balances import balance_of

EDGES = (0, 30, 60, 90)
"""Days overdue: not due until 0, then up to 30, 60 and 90, then older."""
AGES = ("not_due", "days_30", "days_60", "days_90", "older")


@dataclass(frozen=True, slots=True)
class Aged:
    """Amounts by age."""

    not_due: Decimal = ZERO
    days_30: Decimal = ZERO
    days_60: Decimal = ZERO
    days_90: Decimal = ZERO
    older: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """All ages."""
        return sum((getattr(self, age) for age in AGES), ZERO)


@dataclass(frozen=True, slots=True)
class AgedItem:
    """An open document and how many days it is overdue (negative: still to come)."""

    item: OpenItem
    overdue: int

    @property
    def age(self) -> str:
        """Which column its amount stands in."""
        return AGES[sum(self.overdue > edge for edge in EDGES)]


@dataclass(frozen=True, slots=True)
class AgedParty:
    """What one party owes, oldest document first."""

    kind: str
    id: int
    title: str
    amounts: Aged
    items: Sequence[AgedItem]


@dataclass(frozen=True, slots=True)
class AgedReceivables:
    """The report; `ledger` is what the account says on that day."""

    as_of: date
    parties: Sequence[AgedParty]
    amounts: Aged
    ledger: Decimal

    @property
    def difference(self) -> Decimal:
        """0.00, or a posting and a document disagree."""
        return self.ledger - self.amounts.total


def aged_receivables(*, as_of: date, branch_id: int | None = None) -> AgedReceivables:
    """Every document that was open at the end of `as_of`, by party, whoever owes most first."""
    found: dict[tuple[str, int], list[AgedItem]] = defaultdict(list)
    for owed in contributors(Receivables):  # type: ignore[type-abstract]
        for item in owed.open_items(branch_id=branch_id, as_of=as_of):
            found[item.party_kind, item.party_id].append(AgedItem(item, (as_of - item.due_on).days))
    parties = sorted(
        (_party(*key, items) for key, items in found.items()), key=lambda one: (-one.amounts.total, one.id)
    )
    everything = [item for party in parties for item in party.items]
    ledger = balance_of(Receivables.role, branch_id=branch_id, as_of=as_of)
    return AgedReceivables(as_of, parties, _summed(everything), ledger)


def _party(kind: str, party_id: int, items: Sequence[AgedItem]) -> AgedParty:
    oldest_first = sorted(items, key=lambda one: (one.item.due_on, one.item.number))
    return AgedParty(kind, party_id, items[0].item.party, _summed(items), oldest_first)


def _summed(items: Sequence[AgedItem]) -> Aged:
    sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for one in items:
        sums[one.age] += one.item.amount
    return Aged(**sums)
