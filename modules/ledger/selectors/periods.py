"""The period of a day, held open while something is posted into it."""

from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from modules.ledger.errors import PeriodNotOpen
from modules.ledger.models import Period, PeriodState

HOLD = "SELECT id FROM ledger_period WHERE %s::date BETWEEN starts_on AND ends_on AND state = 'open' FOR SHARE"


def hold_period(*, on: date) -> int:
    """Lock the open period of `on` FOR SHARE, early in the order of locks. Raises PeriodNotOpen."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [on])
        row = cursor.fetchone()
    if row is None:
        raise _refused(on)
    return int(row[0])


def open_period(*, on: date) -> Period:
    """The open period of `on`, not held: for what is not posted yet. Raises PeriodNotOpen."""
    period = Period.objects.filter(starts_on__lte=on, ends_on__gte=on, state=PeriodState.OPEN).first()
    if period is None:
        raise _refused(on)
    return period


def _refused(on: date) -> PeriodNotOpen:
    return PeriodNotOpen(
        day=on.isoformat(), field="entry_on", remedy=_("Choose a day of an open period, or have the period reopened.")
    )
