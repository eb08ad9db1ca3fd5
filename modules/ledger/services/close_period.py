"""Close a period of the books, and open it again by approval."""

from datetime import datetime
from typing import Any

from erp.kernel.hooks.hook import contributors
from erp.kernel.machines.gate import fire
from modules.ledger.errors import PeriodHasObjections
from modules.ledger.hooks import PeriodClosing
from modules.ledger.models import Period


def start_closing_period(*, period_id: int, by: Any, at: datetime) -> Period:
    """Nothing more is posted; the books of the month can be checked."""
    period = Period.objects.select_for_update().get(pk=period_id)
    fire(period, "start_closing", by=by, at=at)
    return period


def close_period(*, period_id: int, by: Any, at: datetime) -> Period:
    """Close for good. Raises PeriodHasObjections while a module above still works within the period."""
    period = Period.objects.select_for_update().get(pk=period_id)
    objections = [
        objection
        for contributor in contributors(PeriodClosing)  # type: ignore[type-abstract]
        for objection in contributor.objections(starts_on=period.starts_on, ends_on=period.ends_on)
    ]
    if objections:
        raise PeriodHasObjections(" ".join(objections), objections=objections)
    fire(period, "close", by=by, at=at)
    return period


def reopen_period(*, period_id: int, by: Any, at: datetime) -> Period:
    """Let entries in again."""
    period = Period.objects.select_for_update().get(pk=period_id)
    fire(period, "reopen", by=by, at=at)
    return period
