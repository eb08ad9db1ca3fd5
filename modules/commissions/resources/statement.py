"""A person's month of commissions as a file: a row a line, beneath it how it was computed."""

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from erp.kernel.access.models import Company
from erp.kernel.transfer import pdf, sheets
from erp.kernel.transfer.sheets import Row
from modules.commissions.data import Statement, StatementPerson
from modules.commissions.selectors.explanation import explanation

CONTENT_TYPES = {**sheets.CONTENT_TYPES, "pdf": pdf.CONTENT_TYPE}
STEP = "·"


def write(layout: str, found: Statement, person: StatementPerson) -> Iterator[bytes]:
    """The month in one of CONTENT_TYPES."""
    headers, rows = table(found, person)
    if layout != "pdf":
        return sheets.write(layout, headers, rows)
    heading = pdf.Heading(
        f"{_('Commission statement')} {person.name}",
        date_format(found.month_on, "F Y"),
        str(Company.objects.first() or ""),
    )
    return iter([pdf.as_pdf(headers, rows, heading=heading)])


def table(found: Statement, person: StatementPerson) -> tuple[Sequence[str], Iterator[Row]]:
    """Headers, and the lines with their steps and the sum."""
    headers = (_("Day"), _("For"), _("Kind"), _("Base"), _("Amount"), _("State"))

    def rows() -> Iterator[Row]:
        for log in found.lines:
            about = (log.business_on.isoformat(), log.title, str(log.get_kind_display()))
            yield (*about, log.base, log.amount, str(log.get_state_display()))
            yield from ((STEP, sentence, "", "", "", "") for sentence in explanation(log))
        yield ("", _("Total"), "", person.base, person.amount, "")

    return headers, rows()
