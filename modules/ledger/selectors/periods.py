"""The period of a day, held open while something is posted into it."""

from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from erp.kernel.documents.turns import IN_TURN, queue_alone
from modules.ledger.errors import DayLocked, PeriodNotOpen
from modules.ledger.models import LedgerSetting, Period, PeriodState
from modules.ledger.models.setting import ONLY

LOCKED = "SELECT locked_until FROM ledger_ledgersetting WHERE id = 1"
BOOKS = "ledger.books"
HOLD = f"""
WITH {IN_TURN.format(name=f"'{BOOKS}'")}
SELECT p.id FROM in_turn, ledger_period p
 WHERE %(on)s::date BETWEEN p.starts_on AND p.ends_on AND p.state = 'open'
   AND %(on)s::date > coalesce(({LOCKED}), '-infinity'::date)
   FOR SHARE OF p
"""


def hold_period(*, on: date) -> int:
    """Lock the open period of `on` FOR SHARE, early in the order of locks. Raises PeriodNotOpen."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD, {"on": on})
        row = cursor.fetchone()
    if row is None:
        raise not_open(on)
    return int(row[0])


def stop_posting() -> None:
    """Wait until nobody posts; whoever comes later posts after this transaction. For what opens and closes books."""
    queue_alone(BOOKS)


def open_period(*, on: date) -> Period:
    """The open period of `on`, not held: for what is not posted yet. Raises PeriodNotOpen."""
    period = Period.objects.filter(starts_on__lte=on, ends_on__gte=on, state=PeriodState.OPEN).first()
    if period is None or _is_locked(on):
        raise not_open(on)
    return period


def not_open(on: date) -> PeriodNotOpen:
    """Why nothing is posted on that day: its period, or the lock."""
    if _is_locked(on):
        return DayLocked(
            day=on.isoformat(), field="entry_on", remedy=_("Choose a later day, or have the lock moved back.")
        )
    return PeriodNotOpen(
        day=on.isoformat(), field="entry_on", remedy=_("Choose a day of an open period, or have the period reopened.")
    )


def _is_locked(on: date) -> bool:
    return LedgerSetting.objects.filter(pk=ONLY, locked_until__gte=on).exists()
