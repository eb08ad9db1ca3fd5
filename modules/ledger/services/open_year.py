"""Open a fiscal year with its twelve months."""

import calendar
from datetime import date

from modules.ledger.models import FiscalYear, Period


def open_year(*, year: int) -> FiscalYear:
    """The calendar year `year` with its periods; what is already there stays as it is."""
    fiscal, _created = FiscalYear.objects.get_or_create(
        name=str(year), defaults={"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
    )
    for month in range(1, 13):
        Period.objects.get_or_create(
            name=f"{year}-{month:02d}",
            defaults={
                "year": fiscal,
                "starts_on": date(year, month, 1),
                "ends_on": date(year, month, calendar.monthrange(year, month)[1]),
            },
        )
    return fiscal
