"""The VAT sales listing: every line on the output VAT account, with the document and the base it was computed from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from erp.kernel.hooks.hook import contributors
from modules.ledger.data import ZERO, VatRow, VatSum
from modules.ledger.hooks import ReplacedDocuments
from modules.ledger.selectors.accounts import account_for

FROM = """
  FROM ledger_journalline l
  JOIN ledger_account a ON a.id = l.account_id AND a.code = %(account)s
  JOIN ledger_journalentry e ON e.id = l.entry_id AND e.state = 'posted'
  LEFT JOIN ledger_taxcode t ON t.id = l.tax_code_id
  LEFT JOIN ledger_journalseal s ON s.entry_id = e.id
 WHERE e.entry_on BETWEEN %(start)s AND %(until)s
   AND (%(branch)s::bigint IS NULL OR l.branch_id = %(branch)s::bigint)
"""
ROWS = f"""
SELECT l.id, e.id, e.entry_on, coalesce(s.number, nullif(e.source_number, ''), e.source),
       coalesce(nullif(e.source_number, ''), e.source), e.source, l.branch_id, coalesce(t.code, ''),
       coalesce(l.tax_base, 0), l.credit - l.debit
{FROM} ORDER BY e.entry_on, e.id, l.position LIMIT %(limit)s OFFSET %(offset)s
"""
SUMS = f"""
SELECT coalesce(t.code, ''), count(*), coalesce(sum(l.tax_base), 0), coalesce(sum(l.credit - l.debit), 0)
{FROM} GROUP BY 1 ORDER BY 1
"""
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class VatListing:
    """A page of the listing with the sums of all of it; `vat` is what the account moved by, to the satang."""

    rows: list[VatRow]
    sums: list[VatSum]

    @property
    def count(self) -> int:
        """How many lines there are."""
        return sum(each.count for each in self.sums)

    @property
    def base(self) -> Decimal:
        """All bases."""
        return sum((each.base for each in self.sums), ZERO)

    @property
    def vat(self) -> Decimal:
        """All VAT."""
        return sum((each.vat for each in self.sums), ZERO)


def vat_listing(
    *, from_on: date, to_on: date, branch_id: int | None = None, limit: int = 100, offset: int = 0
) -> VatListing:
    """Sales with VAT between two days; refunds and reversals are negative; a line without a tax code is listed too."""
    values = _values(from_on, to_on, branch_id) | {"limit": limit, "offset": offset}
    with connection.cursor() as cursor:
        cursor.execute(SUMS, values)
        sums = [VatSum(*row) for row in cursor.fetchall()]
        cursor.execute(ROWS, values)
        lines = [VatRow(*row) for row in cursor.fetchall()]
    return VatListing(list(_with_replaced(lines, from_on=from_on, to_on=to_on, branch_id=branch_id)), sums)


def vat_lines(*, from_on: date, to_on: date, branch_id: int | None = None) -> Iterator[VatRow]:
    """All of it, read with a server-side cursor."""
    values = _values(from_on, to_on, branch_id) | {"limit": None, "offset": 0}
    connection.ensure_connection()
    raw: Any = connection.connection
    with transaction.atomic(), raw.cursor(name=f"ledger_vat_{uuid4().hex}") as cursor:
        cursor.itersize = CHUNK
        cursor.execute(ROWS, values)
        lines = (VatRow(*row) for row in cursor)
        yield from _with_replaced(lines, from_on=from_on, to_on=to_on, branch_id=branch_id)


def _with_replaced(lines: Iterable[VatRow], *, from_on: date, to_on: date, branch_id: int | None) -> Iterator[VatRow]:
    """Each line; one whose document was replaced as cancelled with 0.00, and then under the number that replaced it."""
    replaced: dict[str, str] = {}
    for hook in contributors(ReplacedDocuments):  # type: ignore[type-abstract]
        replaced.update(hook.replaced(from_on=from_on, to_on=to_on, branch_id=branch_id))
    for line in lines:
        number = replaced.get(line.source.removesuffix("/reversal"))
        if number is not None:
            yield replace(line, base=ZERO, vat=ZERO, cancelled=True)
            line = replace(line, document=number)
        yield line


def _values(from_on: date, to_on: date, branch_id: int | None) -> dict[str, Any]:
    return {"account": account_for("output_vat"), "start": from_on, "until": to_on, "branch": branch_id}
