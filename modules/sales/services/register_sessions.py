"""Work a shift at a register: open with a float, move cash, count blind, close."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from erp.kernel.access.models import Branch
from erp.kernel.documents.refusals import Missing
from erp.kernel.events.publish import publish_all
from erp.kernel.machines.gate import born, fire
from erp.kernel.realtime.announce import announce, changed
from erp.kernel.sequences.numbers import take_number
from modules.ledger import public as ledger
from modules.sales.errors import (
    DifferenceNeedsManager,
    NotCounted,
    NumbersMissing,
    RegisterInUse,
    SessionNotOpen,
    SessionNotYours,
)
from modules.sales.events import RegisterClosed
from modules.sales.models import CashMovement, CountLine, Register, RegisterSession, SessionState
from modules.sales.policies import OVER_SHORT_TOLERANCE, may_close_with_difference
from modules.sales.selectors.desk import check_own, stop_selling
from modules.sales.selectors.printed import numbers_missing
from modules.sales.selectors.takings import DrawerCount, check_drawer, count_of, last_attempt

ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """So many pieces of one coin or note."""

    denomination: Decimal
    pieces: int


def open_register_session(
    *, register_id: int, float_amount: Decimal, by: Any, at: datetime, business_on: date | None = None
) -> RegisterSession:
    """Open a register with a float from the safe. The caller holds the transaction. Raises RegisterInUse."""
    till = Register.objects.select_for_update().filter(pk=register_id, is_active=True).first()
    if till is None:
        raise Missing(register=register_id)
    if by is not None and till.branch_id not in by.branch_ids:
        raise SessionNotYours()
    taken = RegisterSession.objects.filter(register=till).exclude(state=SessionState.CLOSED).first()
    if taken is not None:
        raise RegisterInUse(register_session=taken.pk)
    session = RegisterSession(
        register=till,
        branch_id=till.branch_id,
        business_on=business_on or localdate(at),
        float_amount=float_amount,
        opened_by=by,
        opened_at=at,
        state=SessionState.OPENING,
    )
    born(session, by=by, at=at)
    fire(session, "open", by=None, at=at)
    _carry(session, "cash", "safe", float_amount, source=f"{session.reference}/float", memo="Float", by=by, at=at)
    announce("sales.register_session", session.pk, session.version, branch_id=session.branch_id)
    return session


def move_cash(
    *, register_session_id: int, direction: str, amount: Decimal, reason: str, by: Any, at: datetime
) -> RegisterSession:
    """Put cash in from the safe, or take it to the safe. Raises SessionNotOpen, SessionNotYours or DrawerTooLow."""
    session = _held(register_session_id, by=by)
    if session.state != SessionState.OPEN:
        raise SessionNotOpen(state=session.state)
    if direction == CashMovement.Direction.OUT:
        check_drawer(session.pk, pays_out=amount)
    movement = CashMovement.objects.create(
        session=session, direction=direction, amount=amount, reason=reason, moved_at=at, moved_by=by
    )
    to, source = ("cash", "safe") if direction == CashMovement.Direction.IN else ("safe", "cash")
    _carry(session, to, source, amount, source=movement.reference, memo=reason, by=by, at=at)
    return session


def cash_in(*, register_session_id: int, amount: Decimal, reason: str, by: Any, at: datetime) -> RegisterSession:
    """Cash into the drawer."""
    return move_cash(
        register_session_id=register_session_id, direction="in", amount=amount, reason=reason, by=by, at=at
    )


def cash_out(*, register_session_id: int, amount: Decimal, reason: str, by: Any, at: datetime) -> RegisterSession:
    """Cash out of the drawer."""
    return move_cash(
        register_session_id=register_session_id, direction="out", amount=amount, reason=reason, by=by, at=at
    )


def start_count(*, register_session_id: int, by: Any, at: datetime) -> RegisterSession:
    """Sell no more at this register: from now on the drawer is counted. Waits for sales on their way."""
    session = _held(register_session_id, by=by)
    fire(session, "start_count", by=by, at=at)
    announce("sales.register_session", session.pk, session.version, branch_id=session.branch_id)
    return session


def count_drawer(
    *, register_session_id: int, counted: Sequence[Pieces | Mapping[str, Any]], by: Any, at: datetime
) -> DrawerCount:
    """Write down a blind count, and only then say what was expected. A recount is a further attempt.

    Raises NotCounted unless counting was started.
    """
    session = _held(register_session_id, by=by)
    if session.state != SessionState.COUNTING:
        raise NotCounted(state=session.state)
    attempt = last_attempt(session.pk) + 1
    pieces = [each if isinstance(each, Pieces) else Pieces(**each) for each in counted]
    rows = [
        CountLine(session=session, attempt=attempt, denomination=each.denomination, pieces=each.pieces)
        for each in pieces
        if each.pieces
    ]
    if not rows:  # an empty drawer is a count too
        rows = [CountLine(session=session, attempt=attempt, denomination=Decimal("1.00"), pieces=0)]
    CountLine.objects.bulk_create(rows)
    return count_of(session)


def close_register_session(*, register_session_id: int, by: Any, at: datetime, reason: str = "") -> RegisterSession:
    """Close after the count: the difference is posted, the cash goes to the safe, the Z gets its number.

    Raises NotCounted, NumbersMissing while sales made without the line are on their way, or DifferenceNeedsManager
    for a difference above the tolerance.
    """
    session = _held(register_session_id, by=by)
    if missing := numbers_missing(session.register_id):
        raise NumbersMissing(missing=missing)
    if session.state == SessionState.COUNTING and not last_attempt(session.pk):
        raise NotCounted()
    count = count_of(session) if session.state == SessionState.COUNTING else None
    if count is not None and count.over_short is not None:
        too_much = abs(count.over_short) > OVER_SHORT_TOLERANCE
        if too_much and not (may_close_with_difference(by) and reason.strip()):
            raise DifferenceNeedsManager(over_short=str(count.over_short), tolerance=str(OVER_SHORT_TOLERANCE))
        session.counted, session.expected = count.counted, count.expected
    session.closed_by = by
    session.close_reason = reason
    session.number = take_number(
        "Z", branch=Branch.objects.get(pk=session.branch_id), on=session.business_on, register=session.register.code
    )
    fire(session, "close", by=by, at=at)
    _post_close(session, by=by, at=at)
    publish_all(
        [
            RegisterClosed(
                session_id=session.pk,
                branch_id=session.branch_id,
                business_on=session.business_on,
                over_short=session.over_short or ZERO,
                closed_at=at,
            ),
            changed("sales.register_session", session.pk, session.version, branch_id=session.branch_id),
        ]
    )
    return session


def _held(session_id: int, *, by: Any) -> RegisterSession:
    stop_selling(session_id)
    session = (
        RegisterSession.objects.select_for_update(of=("self",)).select_related("register").filter(pk=session_id).first()
    )
    if session is None:
        raise Missing(register_session=session_id)
    check_own(session.opened_by_id, session.branch_id, by=by)
    return session


def _carry(
    session: RegisterSession, to: str, origin: str, amount: Decimal, *, source: str, memo: str, by: Any, at: datetime
) -> None:
    if not amount:
        return
    roles = ledger.accounts_by_role()
    ledger.post_entry(
        source=source,
        journal="cash",
        on=session.business_on,
        branch_id=session.branch_id,
        lines=[ledger.LineIn(roles[to], debit=amount), ledger.LineIn(roles[origin], credit=amount)],
        memo=memo,
        by=by,
        at=at,
    )


def _post_close(session: RegisterSession, *, by: Any, at: datetime) -> None:
    """Drawer ↔ over/short, then all that was counted to the safe: the drawer's account is empty again."""
    roles = ledger.accounts_by_role()
    counted, difference = session.counted or ZERO, session.over_short or ZERO
    lines = []
    if difference > 0:
        lines += [
            ledger.LineIn(roles["cash"], debit=difference),
            ledger.LineIn(roles["over_short"], credit=difference),
        ]
    if difference < 0:
        lines += [
            ledger.LineIn(roles["over_short"], debit=-difference),
            ledger.LineIn(roles["cash"], credit=-difference),
        ]
    if counted:
        lines += [ledger.LineIn(roles["safe"], debit=counted), ledger.LineIn(roles["cash"], credit=counted)]
    if lines:
        ledger.post_entry(
            source=session.reference,
            source_number=session.number,
            journal="cash",
            on=session.business_on,
            branch_id=session.branch_id,
            lines=lines,
            memo=session.close_reason,
            by=by,
            at=at,
        )
