"""Close a fiscal year: its profit to retained earnings, by one entry, and its last period with it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from erp.kernel.machines.gate import fire
from erp.kernel.realtime.announce import announce
from modules.ledger.errors import YearNotReady
from modules.ledger.models import FiscalYear, JournalEntry, Period, PeriodState
from modules.ledger.selectors.periods import stop_posting
from modules.ledger.selectors.year_result import CLOSING, closing_lines
from modules.ledger.services.close_period import close_period, start_closing_period
from modules.ledger.services.post_entry import post_entry
from modules.ledger.services.reverse_entry import reverse_entry

NOUN = "ledger.fiscal_year"


def close_year(*, fiscal_year_id: int, by: Any, at: datetime) -> FiscalYear:
    """Carry the profit to equity on the last day, then close the last period. The caller holds the transaction.

    Raises YearNotReady unless all periods but the last are closed, NotNow when the year is closed,
    PeriodHasObjections, and PeriodNotOpen when the last day is locked. A year without profit and loss has no entry.
    """
    stop_posting()
    year = FiscalYear.objects.select_for_update().get(pk=fiscal_year_id)
    *others, last = Period.objects.select_for_update().filter(year=year).order_by("starts_on")
    waiting = [period.name for period in others if period.state != PeriodState.CLOSED]
    if waiting:
        raise YearNotReady(periods=waiting, remedy=_("Close first: %(periods)s.") % {"periods": ", ".join(waiting)})
    if last.state != PeriodState.OPEN and year.closing_entry_id is None:
        raise YearNotReady(
            periods=[last.name],
            remedy=_("Have %(period)s reopened: it is closed with its year.") % {"period": last.name},
        )
    fire(year, "close", by=by, at=at, entry_id=_carry(year, by=by, at=at))
    start_closing_period(period_id=last.pk, by=by, at=at)
    close_period(period_id=last.pk, by=by, at=at)
    announce(NOUN, year.pk, year.version)
    return year


def reopen_year(year: FiscalYear, *, reason: str, by: Any, at: datetime) -> None:
    """Take the profit back out of equity. The caller holds the year and has opened its last period."""
    entry = year.closing_entry
    if entry is not None:
        reverse_entry(source=entry.source, reason=reason, on=year.ends_on, by=by, at=at)
    fire(year, "reopen", by=None, at=at)
    announce(NOUN, year.pk, year.version)


def _carry(year: FiscalYear, *, by: Any, at: datetime) -> int | None:
    lines = closing_lines(year)
    if not lines or year.closing_entry_id is not None:
        return year.closing_entry_id
    before = JournalEntry.objects.filter(source__startswith=f"{NOUN}:{year.pk}/", reverses__isnull=True).count()
    entry = post_entry(
        source=f"{NOUN}:{year.pk}/{before + 1}",
        source_number=year.name,
        journal=CLOSING,
        on=year.ends_on,
        branch_id=lines[0].branch_id or 0,
        lines=lines,
        memo=_("Profit of %(year)s to equity") % {"year": year.name},
        by=by,
        at=at,
    )
    return entry.id
