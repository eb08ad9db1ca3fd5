"""The spans that a dashboard can show, and what each is compared with."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from erp.kernel.documents.refusals import Invalid
from erp.kernel.metrics.hooks import Span

LONGEST_DAYS = 400


def span_of(*, period: str, today: date, since: str = "", until: str = "") -> Span:
    """`today`, `week` (7 days), `month` (to date) or `custom`. Raises Invalid naming the parameter."""
    if period == "today":
        return Span(since=today, until=today)
    if period == "week":
        return Span(since=today - timedelta(days=6), until=today)
    if period == "month":
        return Span(since=today.replace(day=1), until=today)
    if period != "custom":
        raise Invalid(code="dashboard.period.unknown", field="period", remedy=_("Use today, week, month or custom."))
    span = Span(since=_day(since, "since"), until=_day(until, "until"))
    if not 1 <= span.days <= LONGEST_DAYS:
        raise Invalid(
            code="dashboard.period.length",
            field="until",
            remedy=_("Choose from one to %(days)d days.") % {"days": LONGEST_DAYS},
        )
    return span


def before(span: Span) -> Span:
    """The preceding span of equal length."""
    return Span(since=span.since - timedelta(days=span.days), until=span.since - timedelta(days=1))


def _day(value: str, field: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise Invalid(code="dashboard.period.day", field=field, remedy=_("Write the day as 2026-11-20.")) from error
