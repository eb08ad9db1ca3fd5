"""Close a period of the books."""

from datetime import datetime
from typing import Any

from erp.kernel.hooks.hook import contributors
from erp.kernel.machines.gate import fire
from modules.ledger.errors import PeriodHasObjections
from modules.ledger.hooks import PeriodClosing
from modules.ledger.models import Period
from modules.ledger.selectors.periods import stop_posting


def start_closing_period(*, period_id: int, by: Any, at: datetime) -> Period:
    """Nothing more is posted; the books of the month can be checked."""
    period = _held(period_id)
    fire(period, "start_closing", by=by, at=at)
    return period


def close_period(*, period_id: int, by: Any, at: datetime) -> Period:
    """Close for good. Raises PeriodHasObjections while a module above still works within the period."""
    period = _held(period_id)
    objections = [
        objection
        for contributor in contributors(PeriodClosing)  # type: ignore[type-abstract]
        for objection in contributor.objections(starts_on=period.starts_on, ends_on=period.ends_on)
    ]
    if objections:
        raise PeriodHasObjections(" ".join(objections), objections=objections)
    fire(period, "close", by=by, at=at)
    return period


def resume_period(*, period_id: int, by: Any, at: datetime) -> Period:
    """Let entries in again while it is not closed yet; what is closed is opened by approval (`reopen_books`)."""
    period = _held(period_id)
    fire(period, "resume", by=by, at=at)
    return period


def _held(period_id: int) -> Period:
    stop_posting()
    return Period.objects.select_for_update().get(pk=period_id)
