"""The values that cross the ledger's border: frozen, and free of models."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Dimension:
    """A further axis of a line (a product category, a course): what the modules above want to report by."""

    kind: str
    code: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class LineIn:
    """One line to post. Exactly one of debit and credit is positive; the branch defaults to the entry's."""

    account: str
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    memo: str = ""
    dimensions: Sequence[Dimension] = ()
    branch_id: int | None = None
    tax_code: str = ""
    tax_base: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PostedEntry:
    """What posting answers: the number is the source's until the sealing worker has given the journal's."""

    id: int
    number: str


@dataclass(frozen=True, slots=True)
class EntryCard:
    """An entry by hand as whoever decides about it needs to see it."""

    id: int
    number: str
    entry_on: date
    branch_id: int
    memo: str
    total: Decimal
    written_by_id: int
    submitted_by_id: int | None
    submitted_by: str
    reverses: str
    lines: Sequence[tuple[str, Decimal, Decimal]]
    """Account, debit, credit."""


@dataclass(frozen=True, slots=True)
class ReopeningCard:
    """A wish to open the books as whoever decides about it needs to see it."""

    id: int
    title: str
    reason: str
    requested_by_id: int
    requested_by: str
    takes_back: str
    """The closed year whose profit is taken back out of equity with it; empty when there is none."""


@dataclass(frozen=True, slots=True)
class TaxCodeData:
    """A tax code as the modules above use it; the rate is a percentage."""

    code: str
    rate: Decimal
    exempt: bool


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One account over a span of days: opening, movements, closing; positive means debit."""

    account_id: int
    code: str
    name: str
    name_th: str
    type: str
    opening: Decimal
    debit: Decimal
    credit: Decimal
    closing: Decimal


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One posted line in an account's ledger, with the balance after it."""

    line_id: int
    entry_id: int
    entry_on: date
    number: str
    source: str
    journal: str
    memo: str
    branch_id: int
    debit: Decimal
    credit: Decimal
    balance: Decimal


@dataclass(frozen=True, slots=True)
class VatRow:
    """One line of the VAT sales listing; a refund's base and VAT are negative."""

    line_id: int
    entry_id: int
    entry_on: date
    number: str
    document: str
    source: str
    branch_id: int
    tax_code: str
    base: Decimal
    vat: Decimal
    cancelled: bool = False
    """Another document took its place: it stands here with 0.00, and the other one beside it."""


@dataclass(frozen=True, slots=True)
class VatSum:
    """What a tax code comes to."""

    tax_code: str
    count: int
    base: Decimal
    vat: Decimal


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One posted line as it leaves the house in an export."""

    entry_id: int
    entry_on: date
    number: str
    source: str
    source_number: str
    journal: str
    branch: str
    account: str
    account_name: str
    account_type: str
    debit: Decimal
    credit: Decimal
    memo: str
    tax_code: str


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A sub-ledger beside its account: the difference is 0.00 or something is wrong. `as_of` None: as of now."""

    code: str
    title: str
    account: str
    account_id: int
    account_name: str
    account_name_th: str
    as_of: date | None
    ledger: Decimal
    subledger: Decimal
    difference: Decimal


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A document that is not paid in full: who owes, since when, how much is open."""

    party_kind: str
    """The party's noun, `sales.company` say."""
    party_id: int
    party: str
    """What the party is called; a patient by her number, never by name."""
    document: str
    """Where it opens, `sales.order:7`."""
    number: str
    document_on: date
    due_on: date
    branch_id: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """What verification found: how far the chain is good, and the first row that is not."""

    sealed: int
    head: str
    fault: str
