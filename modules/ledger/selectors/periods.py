"""The period of a day, held open while something is posted into it."""

from datetime import date

from django.db import connection

from modules.ledger.errors import PeriodNotOpen

HOLD = "SELECT id FROM ledger_period WHERE %s::date BETWEEN starts_on AND ends_on AND state = 'open' FOR SHARE"


def hold_period(*, on: date) -> int:
    """Lock the open period of `on` FOR SHARE, early in the order of locks. Raises PeriodNotOpen."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [on])
        row = cursor.fetchone()
    if row is None:
        raise PeriodNotOpen(day=on.isoformat())
    return int(row[0])
