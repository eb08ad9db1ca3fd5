"""Ask for closed books to be opened, and decide about it. Whoever asks never decides."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from erp.kernel.documents.refusals import Missing
from erp.kernel.events.publish import publish_all
from erp.kernel.machines.gate import born, fire
from erp.kernel.realtime.announce import announce, changed
from modules.ledger.errors import AlreadyAsked, NotClosed
from modules.ledger.events import ReopeningDecided, ReopeningRequested
from modules.ledger.models import (
    FiscalYear,
    LedgerSetting,
    Period,
    PeriodState,
    Reopening,
    ReopeningKind,
    ReopeningState,
    YearState,
)
from modules.ledger.models.setting import ONLY
from modules.ledger.selectors.periods import stop_posting
from modules.ledger.services.close_year import reopen_year

NOUN = "ledger.reopening"


def request_reopening(*, period_id: int, reason: str, by: Any, at: datetime) -> Reopening:
    """Ask for a closed period. Raises NotClosed, AlreadyAsked."""
    period = Period.objects.select_for_update().get(pk=period_id)
    if period.state != PeriodState.CLOSED:
        raise NotClosed(remedy=_("What is still closing is opened again without asking."))
    return _ask(Reopening(kind=ReopeningKind.PERIOD, period=period, reason=reason), by=by, at=at)


def lock_books(
    *, ledger_setting_id: int, locked_until: date | None, reason: str, by: Any, at: datetime
) -> LedgerSetting:
    """Refuse postings on or before a day. A later day holds at once; an earlier one, or none, is asked for.

    The caller holds the transaction. Raises AlreadyAsked while another wish waits.
    """
    stop_posting()
    setting = LedgerSetting.objects.select_for_update().get(pk=ledger_setting_id)
    if setting.locked_until == locked_until:
        return setting
    if locked_until is not None and (setting.locked_until is None or locked_until > setting.locked_until):
        setting.locked_until = locked_until
        setting.save()
        announce("ledger.ledger_setting", setting.pk, setting.version)
    else:
        _ask(Reopening(kind=ReopeningKind.LOCK, locked_until=locked_until, reason=reason), by=by, at=at)
    return setting


def approve_reopening(*, reopening_id: int, reason: str = "", by: Any, at: datetime) -> Reopening:
    """Allow it and open what is named; with a period of a closed year, its last one too, and the year.

    Raises NotNow or NotAllowed (also to whoever asked).
    """
    reopening = _held(reopening_id)
    stop_posting()
    fire(reopening, "approve", by=by, at=at, decider=by, why=reason)
    if reopening.kind == ReopeningKind.LOCK:
        setting = LedgerSetting.objects.select_for_update().get(pk=ONLY)
        setting.locked_until = reopening.locked_until
        setting.save()
        announce("ledger.ledger_setting", setting.pk, setting.version)
    else:
        _open(reopening, by=by, at=at)
    return _told(reopening, by=by, at=at)


def refuse_reopening(*, reopening_id: int, reason: str = "", by: Any, at: datetime) -> Reopening:
    """Do not allow it. Raises NotNow or NotAllowed."""
    reopening = _held(reopening_id)
    fire(reopening, "refuse", by=by, at=at, decider=by, why=reason)
    return _told(reopening, by=by, at=at)


def withdraw_reopening(*, reopening_id: int, by: Any, at: datetime) -> Reopening:
    """Ask no more. Raises NotNow or NotAllowed."""
    reopening = _held(reopening_id)
    fire(reopening, "withdraw", by=by, at=at)
    return _told(reopening, by=by, at=at)


def _open(reopening: Reopening, *, by: Any, at: datetime) -> None:
    """A closed year's profit stands on its last day: that period opens too, so that it can be taken back."""
    named = reopening.period
    assert named is not None  # the table sees to it
    year = FiscalYear.objects.select_for_update().get(pk=named.year_id)
    periods = list(Period.objects.select_for_update().filter(year=year).order_by("starts_on"))
    wanted = {named.pk} | ({periods[-1].pk} if year.state == YearState.CLOSED else set())
    for period in periods:
        if period.pk in wanted and period.state == PeriodState.CLOSED:
            fire(period, "reopen", by=None, at=at)
            announce("ledger.period", period.pk, period.version)
    if year.state == YearState.CLOSED:
        reopen_year(year, reason=reopening.reason, by=by, at=at)


def _ask(reopening: Reopening, *, by: Any, at: datetime) -> Reopening:
    waiting = Reopening.objects.filter(
        kind=reopening.kind, period=reopening.period, state=ReopeningState.REQUESTED
    ).first()
    if waiting is not None:
        raise AlreadyAsked(reopening=waiting.pk, remedy=_("Wait for the decision, or withdraw the wish."))
    reopening.requested_by, reopening.requested_at = by, at
    born(reopening, by=by, at=at)
    fact = ReopeningRequested(
        reopening_id=reopening.pk, branch_id=by.branch_ids[0], requested_by_id=by.pk, requested_at=at
    )
    publish_all([fact, changed(NOUN, reopening.pk, 1)])
    return reopening


def _held(reopening_id: int) -> Reopening:
    reopening = Reopening.objects.select_for_update(of=("self",)).filter(pk=reopening_id).first()
    if reopening is None:
        raise Missing(reopening=reopening_id)
    return reopening


def _told(reopening: Reopening, *, by: Any, at: datetime) -> Reopening:
    fact = ReopeningDecided(
        reopening_id=reopening.pk,
        outcome=reopening.state,
        decided_by_id=by.pk if by is not None else None,
        decided_at=at,
    )
    publish_all([fact, changed(NOUN, reopening.pk, reopening.version)])
    return reopening
