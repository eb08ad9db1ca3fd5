"""Ask for a change of a course, and decide about it. Whoever asks never decides; approved, it is done at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from erp.kernel.access.models import Branch, User
from erp.kernel.documents.refusals import Missing
from erp.kernel.events.publish import publish_all
from erp.kernel.machines.gate import born, current, fire
from erp.kernel.realtime.announce import changed
from modules.courses.errors import AlreadyAsked, NotThatState, NotThisPatient
from modules.courses.events import CourseChangeDecided, CourseChangeRequested
from modules.courses.models import CourseChange, UserCourseBalance
from modules.courses.models.course_change import ChangeKind, ChangeState
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.selectors.balances import locked_balance
from modules.courses.services.expire_balances import reinstate
from modules.courses.services.freeze_balance import lengthen
from modules.courses.services.transfer_balance import transfer
from modules.patients import public as patients

NOUN = "courses.course_change"
GRACE = timedelta(days=30)
FITS = {
    ChangeKind.TRANSFER: (BalanceState.ACTIVE, BalanceState.FROZEN),
    ChangeKind.EXTENSION: (BalanceState.ACTIVE, BalanceState.FROZEN),
    ChangeKind.REINSTATING: (BalanceState.EXPIRED,),
}


def request_transfer(
    *,
    user_course_balance_id: int,
    patient: int | None = None,
    branch: int | None = None,
    reason: str,
    by: User,
    at: datetime,
) -> CourseChange:
    """Ask that another patient, another branch, or both take it over.

    Raises NotThisPatient when it would stay where it is, or what `request_extension` raises.
    """
    return _ask(
        user_course_balance_id,
        ChangeKind.TRANSFER,
        patient_id=patient,
        to_branch_id=branch,
        reason=reason,
        by=by,
        at=at,
    )


def request_extension(*, user_course_balance_id: int, days: int, reason: str, by: User, at: datetime) -> CourseChange:
    """Ask that it lasts longer. Raises NotThatState, or AlreadyAsked while another wish waits."""
    return _ask(user_course_balance_id, ChangeKind.EXTENSION, days=days, reason=reason, by=by, at=at)


def request_reinstating(*, user_course_balance_id: int, reason: str, by: User, at: datetime) -> CourseChange:
    """Ask that an expired course is given back. Raises as `request_extension` does."""
    return _ask(user_course_balance_id, ChangeKind.REINSTATING, reason=reason, by=by, at=at)


def approve_change(*, course_change_id: int, reason: str = "", by: User, at: datetime) -> CourseChange:
    """Allow it and do it, in this transaction. Raises NotNow, NotAllowed (also to whoever asked), or what it meets."""
    balance_id = CourseChange.objects.filter(pk=course_change_id).values_list("balance", flat=True).first()
    if balance_id is None:
        raise Missing(course_change=course_change_id)
    balance, allowances = locked_balance(balance_id)
    change = _held(course_change_id)
    fire(change, "approve", by=by, at=at, decider=by, why=reason)
    asker, source = change.requested_by, change.reference
    if change.kind == ChangeKind.TRANSFER:
        transfer(
            balance,
            allowances,
            patient_id=change.patient_id or balance.patient_id,
            branch_id=change.to_branch_id,
            reason=change.reason,
            source=source,
            by=asker,
            at=at,
        )
    elif change.kind == ChangeKind.EXTENSION:
        assert change.days is not None
        lengthen(balance, days=change.days, reason=change.reason, source=source, by=asker, at=at)
    else:
        until = timezone.localdate(at) + GRACE
        reinstate(balance, until=until, reason=change.reason, source=source, by=asker, at=at)
    return _told(change, balance, by=by, at=at)


def refuse_change(*, course_change_id: int, reason: str = "", by: User, at: datetime) -> CourseChange:
    """Do not allow it. Raises NotNow or NotAllowed."""
    change = _held(course_change_id)
    fire(change, "refuse", by=by, at=at, decider=by, why=reason)
    return _told(change, change.balance, by=by, at=at)


def withdraw_change(*, course_change_id: int, by: User | None, at: datetime) -> CourseChange:
    """Ask no more. Raises NotNow or NotAllowed."""
    change = _held(course_change_id)
    fire(change, "withdraw", by=by, at=at)
    return _told(change, change.balance, by=by, at=at)


def _ask(
    balance_id: int,
    kind: ChangeKind,
    *,
    reason: str,
    by: User,
    at: datetime,
    patient_id: int | None = None,
    to_branch_id: int | None = None,
    days: int | None = None,
) -> CourseChange:
    balance, _allowances = locked_balance(balance_id)
    if balance.state not in FITS[kind]:
        raise NotThatState(current=current(balance, by))
    if kind == ChangeKind.TRANSFER:
        patient_id = patient_id if patient_id != balance.patient_id else None
        to_branch_id = to_branch_id if to_branch_id != balance.branch_id else None
        if patient_id is None and to_branch_id is None:
            raise NotThisPatient(field="patient")
        _refuse_unknown(patient_id, to_branch_id)
    waiting = CourseChange.objects.filter(balance=balance, state=ChangeState.REQUESTED).first()
    if waiting is not None:
        raise AlreadyAsked(course_change=waiting.pk, remedy=_("Wait for the decision, or withdraw the wish."))
    change = CourseChange(
        kind=kind,
        balance=balance,
        patient_id=patient_id,
        to_branch_id=to_branch_id,
        days=days,
        reason=reason.strip(),
        requested_by=by,
        requested_at=at,
    )
    born(change, by=by, at=at)
    fact = CourseChangeRequested(
        change_id=change.pk,
        balance_id=balance.pk,
        branch_id=balance.branch_id,
        requested_by_id=by.pk,
        requested_at=at,
    )
    publish_all([fact, changed(NOUN, change.pk, 1, branch_id=balance.branch_id)])
    return change


def _refuse_unknown(patient_id: int | None, branch_id: int | None) -> None:
    if patient_id is not None and patient_id not in patients.cards([patient_id], None):
        raise Missing(patient=patient_id)
    if branch_id is not None and not Branch.objects.filter(pk=branch_id, active=True).exists():
        raise Missing(branch=branch_id)


def _held(course_change_id: int) -> CourseChange:
    rows = CourseChange.objects.select_for_update(of=("self",)).select_related("balance", "requested_by")
    change = rows.filter(pk=course_change_id).first()
    if change is None:
        raise Missing(course_change=course_change_id)
    return change


def _told(change: CourseChange, balance: UserCourseBalance, *, by: User | None, at: datetime) -> CourseChange:
    fact = CourseChangeDecided(
        change_id=change.pk,
        balance_id=balance.pk,
        branch_id=balance.branch_id,
        outcome=change.state,
        decided_by_id=by.pk if by is not None else None,
        decided_at=at,
    )
    publish_all([fact, changed(NOUN, change.pk, change.version, branch_id=balance.branch_id)])
    return change
