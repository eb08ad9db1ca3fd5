"""Wishes to open the books."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from erp.kernel.documents.refusals import Missing
from modules.ledger.data import ReopeningCard
from modules.ledger.models import Period, PeriodState, Reopening, ReopeningState, YearState


def reopening_card(reopening_id: int) -> ReopeningCard:
    """A wish, for whoever decides. Raises Missing."""
    wish = Reopening.objects.select_related("requested_by", "period__year").filter(pk=reopening_id).first()
    if wish is None:
        raise Missing(reopening=reopening_id)
    year = wish.period.year if wish.period is not None else None
    return ReopeningCard(
        id=wish.pk,
        title=str(wish),
        reason=wish.reason,
        requested_by_id=wish.requested_by_id,
        requested_by=str(wish.requested_by),
        takes_back=year.name if year is not None and year.state == YearState.CLOSED else "",
    )


def with_wishes(periods: "QuerySet[Period]") -> "QuerySet[Any]":
    """Each with `is_wished`: somebody waits for it to be opened."""
    waiting = Reopening.objects.filter(period=OuterRef("pk"), state=ReopeningState.REQUESTED)
    return periods.annotate(is_wished=Exists(waiting))


def is_reopenable(period: Any) -> bool:
    """Closed, and nobody has asked yet. `period` comes from `with_wishes`."""
    return period.state == PeriodState.CLOSED and not period.is_wished
