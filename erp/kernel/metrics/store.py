"""Keeps, reads, rebuilds and compares rollups.

A worker that hears of a change recomputes the day it touched from the rows: hearing it twice changes nothing.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Sum
from django.utils.timezone import localtime

from erp.kernel.access.models import Branch
from erp.kernel.hooks.hook import contributors
from erp.kernel.metrics.hooks import Metric, Span
from erp.kernel.metrics.models import Rollup

ZERO = Decimal("0.00")
Wanted = dict[str, tuple[set[int], Span]]  # metric → branches and days whose figures are to be computed again
_wanted: ContextVar[Wanted | None] = ContextVar("wanted", default=None)


def metric_of(code: str) -> Metric:
    """The installed metric of that code. Raises LookupError."""
    for metric in contributors(Metric):  # type: ignore[type-abstract]
        if metric.code == code:
            return metric
    raise LookupError(code)


def recompute(code: str, *, branch_ids: Sequence[int], span: Span, at: datetime) -> int:
    """Bring the rollups of `span` in line with the rows; answers how many days have a figure."""
    wanted = _wanted.get()
    if wanted is not None:
        branches, known = wanted.get(code, (set(), span))
        wide = Span(since=min(known.since, span.since), until=max(known.until, span.until))
        wanted[code] = (branches | set(branch_ids), wide)
        return 0
    figures = metric_of(code).daily(branch_ids=branch_ids, span=span)
    held = Rollup.objects.filter(metric=code, branch_id__in=branch_ids, on__range=(span.since, span.until))
    gone = [row.pk for row in held if (row.branch_id, row.on) not in figures]
    if gone:
        Rollup.objects.filter(pk__in=gone).delete()
    Rollup.objects.bulk_create(
        [
            Rollup(metric=code, branch_id=branch_id, on=on, amount=amount, computed_at=at)
            for (branch_id, on), amount in sorted(figures.items())
        ],
        update_conflicts=True,
        unique_fields=["metric", "branch", "on"],
        update_fields=["amount", "computed_at"],
    )
    return len(figures)


@contextmanager
def gathered(*, at: datetime) -> Iterator[None]:
    """Compute what is asked for inside once, at the end: a day with twenty sales is counted once, not twenty times."""
    wanted: Wanted = {}
    token = _wanted.set(wanted)
    try:
        yield
    finally:
        _wanted.reset(token)
    for code, (branches, span) in wanted.items():
        recompute(code, branch_ids=sorted(branches), span=span, at=at)


def by_day(metric: Metric, *, branch_ids: Sequence[int], span: Span) -> dict[date, Decimal]:
    """The figure of each day over the branches; days without one are absent."""
    if not metric.rolled_up:
        days: dict[date, Decimal] = {}
        for (_branch, on), amount in metric.daily(branch_ids=branch_ids, span=span).items():
            days[on] = days.get(on, ZERO) + amount
        return days
    rows = Rollup.objects.filter(metric=metric.code, branch_id__in=branch_ids, on__range=(span.since, span.until))
    return {row["on"]: row["total"] for row in rows.values("on").annotate(total=Sum("amount")).order_by("on")}


def total(metric: Metric, *, branch_ids: Sequence[int], span: Span) -> Decimal:
    """The figure of the whole span."""
    return sum(by_day(metric, branch_ids=branch_ids, span=span).values(), ZERO)


def as_of(metric: Metric, *, branch_ids: Sequence[int]) -> datetime | None:
    """When the newest rollup of the metric was computed."""
    rows = Rollup.objects.filter(metric=metric.code, branch_id__in=branch_ids)
    return rows.order_by("-computed_at").values_list("computed_at", flat=True).first()


def differences(code: str, *, branch_ids: Sequence[int], span: Span) -> dict[tuple[int, date], tuple[Decimal, Decimal]]:
    """Where store and rows disagree: (branch, day) → (kept, true). Empty when all is well."""
    truth = metric_of(code).daily(branch_ids=branch_ids, span=span)
    rows = Rollup.objects.filter(metric=code, branch_id__in=branch_ids, on__range=(span.since, span.until))
    kept = {(row.branch_id, row.on): row.amount for row in rows}
    keys = sorted(set(truth) | set(kept))
    pairs = {key: (kept.get(key, ZERO), truth.get(key, ZERO)) for key in keys}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def rebuild(*, at: datetime, days: int = 400) -> int:
    """Recompute every rolled-up metric of every branch for the past `days`; answers how many days have a figure."""
    branch_ids = list(Branch.objects.values_list("pk", flat=True))
    today = localtime(at).date()
    span = Span(since=today - timedelta(days=days), until=today + timedelta(days=1))
    kept = [metric for metric in contributors(Metric) if metric.rolled_up]  # type: ignore[type-abstract]
    return sum(recompute(metric.code, branch_ids=branch_ids, span=span, at=at) for metric in kept)
