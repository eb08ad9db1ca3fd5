"""Bring the kept revenue of a day in line with the books."""

from collections.abc import Iterable
from datetime import date, datetime

from erp.kernel.metrics.hooks import Span
from erp.kernel.metrics.store import recompute
from modules.ledger.selectors.revenue import REVENUE


def refresh_revenue(*, days: Iterable[tuple[int, date]], at: datetime) -> None:
    """Recompute the rollups of (branch, day) pairs: doing it twice changes nothing."""
    for branch_id, on in sorted(set(days)):
        recompute(REVENUE, branch_ids=[branch_id], span=Span(since=on, until=on), at=at)
