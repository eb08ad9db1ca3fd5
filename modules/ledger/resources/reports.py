"""Reports as tables that leave the house: what the screen shows, with its sums, amounts as numbers."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from erp.kernel.transfer import pdf, sheets
from erp.kernel.transfer.sheets import Row
from modules.ledger.data import ZERO, BalanceRow, LedgerRow, ProofRow, VatRow
from modules.ledger.models import AccountType
from modules.ledger.selectors.aged_receivables import AGES, AgedReceivables
from modules.ledger.selectors.statements import AccountLedger, BalanceSheet, ProfitAndLoss
from modules.ledger.selectors.vat_listing import VatListing

MONEY = "#,##0.00"


CONTENT_TYPES = {**sheets.CONTENT_TYPES, "pdf": pdf.CONTENT_TYPE}


def write(layout: str, headers: Sequence[str], rows: Iterable[Row], *, heading: pdf.Heading) -> Iterator[bytes]:
    """The table in one of CONTENT_TYPES, piece by piece; a PDF is whole, and refused, before this returns."""
    if layout == "pdf":
        return iter([pdf.as_pdf(headers, rows, heading=heading)])
    if layout == "csv":
        return sheets.as_csv(headers, rows)
    return sheets.as_xlsx(headers, rows, title=heading.title[:31], number_format=MONEY)


def name_of(row: BalanceRow) -> str:
    """An account's name in the reader's language."""
    return (row.name_th if get_language() == "th" else "") or row.name


def trial_balance(rows: Sequence[BalanceRow]) -> tuple[Sequence[str], Iterator[Row]]:
    """Every account, and the sums that agree."""
    sums = (_("Opening"), _("Debit"), _("Credit"), pgettext("balance", "Closing"))
    headers = (_("Code"), _("Account"), _("Type"), *sums)

    def lines() -> Iterator[Row]:
        for row in rows:
            yield (row.code, name_of(row), _type(row.type), row.opening, row.debit, row.credit, row.closing)
        moved = (_sum(row.opening for row in rows), _sum(row.debit for row in rows), _sum(row.credit for row in rows))
        yield ("", _("Total"), "", *moved, _sum(row.closing for row in rows))

    return headers, lines()


def general_ledger(
    head: AccountLedger, rows: Iterable[LedgerRow], *, from_on: date, to_on: date
) -> tuple[Sequence[str], Iterator[Row]]:
    """An account's lines with the balance after each, between what stood before and after."""
    headers = (
        _("Day"), _("Number"), _("Source"), _("Journal"), _("Memo"), _("Debit"), _("Credit"), _("Balance"),
    )  # fmt: skip

    def lines() -> Iterator[Row]:
        yield (from_on.isoformat(), "", "", "", _("Opening"), "", "", head.opening)
        for row in rows:
            about = (row.entry_on.isoformat(), row.number, row.source, row.journal, row.memo)
            yield (*about, row.debit, row.credit, row.balance)
        yield (to_on.isoformat(), "", "", "", pgettext("balance", "Closing"), head.debit, head.credit, head.closing)

    return headers, lines()


def vat_listing(head: VatListing, rows: Iterable[VatRow]) -> tuple[Sequence[str], Iterator[Row]]:
    """Sales with VAT, and their sum."""
    headers = (_("Day"), _("Document"), _("Number"), _("Tax code"), _("Tax base"), _("VAT"), _("Total"))

    def lines() -> Iterator[Row]:
        for row in rows:
            document = _("%(document)s, cancelled") % {"document": row.document} if row.cancelled else row.document
            about = (row.entry_on.isoformat(), document, row.number, row.tax_code)
            yield (*about, row.base, row.vat, row.base + row.vat)
        yield ("", "", "", _("Total"), head.base, head.vat, head.base + head.vat)

    return headers, lines()


def profit_and_loss(found: ProfitAndLoss) -> tuple[Sequence[str], Iterator[Row]]:
    """What was earned, what was spent, what remains."""

    def lines() -> Iterator[Row]:
        yield from _part(AccountType.REVENUE, [(row, row.credit - row.debit) for row in found.revenue])
        yield from _part(AccountType.EXPENSE, [(row, row.debit - row.credit) for row in found.expense])
        yield ("", _("Profit"), found.profit)

    return (_("Code"), _("Account"), _("Amount")), lines()


def balance_sheet(found: BalanceSheet) -> tuple[Sequence[str], Iterator[Row]]:
    """What is owned; what is owed, put in and kept."""

    def lines() -> Iterator[Row]:
        yield from _part(AccountType.ASSET, [(row, row.closing) for row in found.assets])
        yield from _part(AccountType.LIABILITY, [(row, -row.closing) for row in found.liabilities])
        yield from _part(AccountType.EQUITY, [(row, -row.closing) for row in found.equity])
        yield ("", _("Result not yet carried to equity"), found.result)
        owed = _sum(-row.closing for row in (*found.liabilities, *found.equity)) + found.result
        yield ("", _("Liabilities and equity"), owed)

    return (_("Code"), _("Account"), _("Amount")), lines()


def proof(rows: Sequence[ProofRow]) -> tuple[Sequence[str], Iterator[Row]]:
    """Each sub-ledger beside its account."""
    headers = (_("Sub-ledger"), _("Account"), _("As of"), _("Ledger"), _("Sub-ledger"), _("Difference"))

    def lines() -> Iterator[Row]:
        for row in rows:
            on = row.as_of.isoformat() if row.as_of else _("now")
            yield (row.title, row.account, on, row.ledger, row.subledger, row.difference)

    return headers, lines()


def aged(found: AgedReceivables) -> tuple[Sequence[str], Iterator[Row]]:
    """Each open document with its amount in the column of its age, and the sums."""
    headers = (
        _("Who owes"), _("Document"), _("Day"), _("Due"), _("Days overdue"),
        _("Not due"), _("1–30 days"), _("31–60 days"), _("61–90 days"), _("Older"), _("Open"),
    )  # fmt: skip

    def lines() -> Iterator[Row]:
        for party in found.parties:
            for one in party.items:
                item = one.item
                about = (
                    party.title,
                    item.number,
                    item.document_on.isoformat(),
                    item.due_on.isoformat(),
                    str(one.overdue),
                )
                yield (*about, *(item.amount if age == one.age else "" for age in AGES), item.amount)
        sums = (getattr(found.amounts, age) for age in AGES)
        yield ("", _("Total"), "", "", "", *sums, found.amounts.total)

    return headers, lines()


def _part(kind: str, rows: Sequence[tuple[BalanceRow, Decimal]]) -> Iterator[Row]:
    for row, amount in rows:
        yield (row.code, name_of(row), amount)
    yield ("", _("%(what)s in all") % {"what": _type(kind)}, _sum(amount for _row, amount in rows))


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def _type(kind: str) -> str:
    return str(AccountType(kind).label)
