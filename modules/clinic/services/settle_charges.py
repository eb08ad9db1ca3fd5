"""What becomes of a session's charges after the signature: paid, or undone."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.machines.gate import fire
from modules.clinic.errors import ChargesBilled
from modules.clinic.models import ChargeItem, TreatmentSession
from modules.clinic.models.charge_item import ChargeState
from modules.clinic.models.timeline_entry import EntryKind
from modules.clinic.services.cover_charges import release_covers
from modules.clinic.services.open_session import locked_session
from modules.clinic.services.write_timeline import write_timeline
from modules.inventory import public as inventory
from modules.ledger import public as ledger


def bill_charges(*, session_id: int, billed_by: str, at: datetime) -> None:
    """The order `billed_by` was paid. Said twice, it changes nothing."""
    session = locked_session(session_id)
    for charge in ChargeItem.objects.filter(session=session, state=ChargeState.BILLABLE).order_by("id"):
        fire(charge, "bill", by=None, at=at, billed_by=billed_by)


def unbill_charges(*, session_id: int, billed_by: str, at: datetime) -> None:
    """The order `billed_by` was voided: the charges can be paid again."""
    session = locked_session(session_id)
    billed = ChargeItem.objects.filter(session=session, state=ChargeState.BILLED, billed_by=billed_by)
    for charge in billed.order_by("id"):
        fire(charge, "unbill", by=None, at=at)


def cancel_charges(*, session_id: int, reason: str, by: User | None, at: datetime) -> None:
    """Undo what the signature did to stock, ledger and courses, before payment. Said twice, it changes nothing.

    Raises ChargesBilled once the visit is paid: then it is the till that gives money back.
    """
    session = locked_session(session_id)
    undo_signature(session, reason=reason, by=by, at=at)


def mark_session_error(*, session_id: int, reason: str, by: User | None, at: datetime) -> TreatmentSession:
    """The record was made in error: it stays, marked; what it did to stock and charges is undone."""
    session = locked_session(session_id)
    fire(session, "mark_error", by=by, at=at, reason=reason)
    undo_signature(session, reason=reason, by=by, at=at)
    write_timeline(session, EntryKind.ERROR, by=by, at=at, source="session", summary=reason)
    return session


def undo_signature(session: TreatmentSession, *, reason: str, by: User | None, at: datetime) -> None:
    charges = ChargeItem.objects.filter(session=session)
    if charges.filter(state=ChargeState.BILLED).exists():
        raise ChargesBilled(remedy=_("Refund the order first."))
    standing = list(charges.filter(state__in=(ChargeState.PLANNED, ChargeState.BILLABLE)).order_by("id"))
    if not standing and session.signed_at is None:
        return
    release_covers(session, by=by, at=at)
    for charge in standing:
        fire(charge, "cancel", by=None, at=at)
    if session.supplies_cost is None:
        return
    inventory.return_issue(source=session.reference, at=at, by=by, reason=reason)
    if session.supplies_cost:
        ledger.reverse_entry(source=session.reference, reason=reason, on=timezone.localdate(at), by=by, at=at)
    session.supplies_cost = None
    session.save()
