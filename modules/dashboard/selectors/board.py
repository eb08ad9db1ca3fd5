"""What the dashboard shows one person: contributions of the installed modules that she has a right to."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from erp.kernel.access.rights import may
from erp.kernel.hooks.hook import contributors
from erp.kernel.metrics.hooks import AlertSource, Card, DayStrip, Feed, Metric, Span
from erp.kernel.metrics.store import as_of, by_day
from modules.dashboard.selectors.spans import before

ZERO = Decimal("0.00")


def metrics_for(viewer: Any) -> list[Metric]:
    """The figures that the viewer may see, in order."""
    found = [metric for metric in contributors(Metric) if may(viewer, metric.right)]  # type: ignore[type-abstract]
    return sorted(found, key=lambda metric: (metric.order, metric.code))


def tiles(*, viewer: Any, branch_ids: Sequence[int], span: Span) -> list[dict[str, Any]]:
    """Each figure with its change, its daily series and where it leads."""
    return [_tile(metric, branch_ids=branch_ids, span=span) for metric in metrics_for(viewer)]


def _tile(metric: Metric, *, branch_ids: Sequence[int], span: Span) -> dict[str, Any]:
    earlier = before(span)
    both = by_day(metric, branch_ids=branch_ids, span=Span(since=earlier.since, until=span.until))
    series, previous = _series(both, span), _series(both, earlier)
    value, value_before = sum(series, ZERO), sum(previous, ZERO)
    kept = as_of(metric, branch_ids=branch_ids) if metric.rolled_up else None
    return {
        "code": metric.code,
        "title": str(metric.title),
        "definition": str(metric.definition),
        "unit": metric.unit,
        "icon": metric.icon,
        "value": _figure(metric, value),
        "previous": _figure(metric, value_before),
        "change_percent": _change(value, value_before),
        "span": _span(span),
        "previous_span": _span(earlier),
        "series": [_figure(metric, amount) for amount in series],
        "previous_series": [_figure(metric, amount) for amount in previous],
        "rows": metric.address(branch_ids=branch_ids, span=span),
        "as_of": kept.isoformat() if kept else None,
        "provable": type(metric).proof is not Metric.proof,
    }


def prove(*, viewer: Any, code: str, branch_ids: Sequence[int], span: Span) -> dict[str, Any] | None:
    """The figure three times: as kept, from its rows, from the books. None: no such figure for the viewer."""
    metric = next((each for each in metrics_for(viewer) if each.code == code), None)
    if metric is None:
        return None
    kept = sum(by_day(metric, branch_ids=branch_ids, span=span).values(), ZERO)
    rows = sum(metric.daily(branch_ids=branch_ids, span=span).values(), ZERO)
    books = metric.proof(branch_ids=branch_ids, span=span)
    return {
        "code": code,
        "kept": str(kept),
        "rows": str(rows),
        "books": None if books is None else str(books),
        "difference": str(max(abs(kept - rows), abs(kept - books) if books is not None else ZERO)),
    }


def feeds(*, viewer: Any, branch_ids: Sequence[int], limit: int) -> list[dict[str, Any]]:
    """What happened last."""
    return [
        {
            "code": feed.code,
            "title": str(feed.title),
            "topic": feed.topic,
            "rows": [
                {
                    "at": row.at.isoformat(),
                    "title": row.title,
                    "detail": row.detail,
                    "amount": None if row.amount is None else str(row.amount),
                    "state": row.state,
                    "to": row.to,
                    "icon": row.icon,
                }
                for row in feed.latest(branch_ids=branch_ids, viewer=viewer, limit=limit)
            ],
        }
        for feed in contributors(Feed)  # type: ignore[type-abstract]
        if may(viewer, feed.right)
    ]


def alerts(*, viewer: Any, branch_ids: Sequence[int], on: date, limit: int) -> list[dict[str, Any]]:
    """What wants doing, worst first, with how many there were a day before."""
    found = []
    for source in contributors(AlertSource):  # type: ignore[type-abstract]
        if not may(viewer, source.right):
            continue
        worst = source.worst(branch_ids=branch_ids, on=on, limit=limit)
        found.append(
            {
                "code": source.code,
                "title": str(source.title),
                "definition": str(source.definition),
                "count": source.count(branch_ids=branch_ids, on=on),
                "alerts": [asdict(row) for row in worst],
            }
        )
    return found


def all_alerts(*, viewer: Any, code: str, branch_ids: Sequence[int], on: date) -> dict[str, Any] | None:
    """Every alert of one source, worst first. None: no such source for the viewer."""
    for source in contributors(AlertSource):  # type: ignore[type-abstract]
        if source.code == code and may(viewer, source.right):
            rows = source.worst(branch_ids=branch_ids, on=on, limit=None)
            head = {"code": code, "title": str(source.title), "definition": str(source.definition)}
            return {**head, "count": len(rows), "alerts": [asdict(row) for row in rows]}
    return None


def day_strip(*, viewer: Any, branch_ids: Sequence[int], at: datetime, on: date) -> dict[str, Any] | None:
    """Today's appointments by state, and the sentence about the next; None where nothing contributes."""
    for strip in contributors(DayStrip):  # type: ignore[type-abstract]
        if may(viewer, strip.right):
            counts = strip.today(branch_ids=branch_ids, on=on)
            return {
                "counts": [{"state": each.state, "label": each.label, "count": each.count} for each in counts],
                "total": sum(each.count for each in counts),
                "next": strip.next_line(branch_ids=branch_ids, at=at, viewer=viewer),
            }
    return None


def cards(*, viewer: Any, branch_ids: Sequence[int], on: date) -> list[dict[str, Any]]:
    """Module cards."""
    found = [card for card in contributors(Card) if may(viewer, card.right)]  # type: ignore[type-abstract]
    return [
        {
            "code": card.code,
            "title": str(card.title),
            "text": str(card.text),
            "icon": card.icon,
            "to": card.to,
            "foot": card.foot(branch_ids=branch_ids, on=on),
        }
        for card in sorted(found, key=lambda card: (card.order, card.code))
    ]


def _series(days: dict[date, Decimal], span: Span) -> list[Decimal]:
    return [days.get(span.since + timedelta(days=n), ZERO) for n in range(span.days)]


def _figure(metric: Metric, amount: Decimal) -> str:
    return f"{amount:.2f}" if metric.unit == "money" else str(int(amount))


def _change(value: Decimal, previous: Decimal) -> str | None:
    if previous == 0:
        return None
    return str(((value - previous) * 100 / abs(previous)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def _span(span: Span) -> dict[str, str]:
    return {"since": span.since.isoformat(), "until": span.until.isoformat()}
