"""Wishes to change courses, for whoever decides."""

from __future__ import annotations

from erp.kernel.documents.refusals import Missing
from modules.courses.data import ChangeCard
from modules.courses.models import CourseAllowance, CourseChange
from modules.courses.selectors.balances import owed
from modules.patients import public as patients


def change_card(change_id: int) -> ChangeCard:
    """What is asked for, of which course, and what it is worth. Raises Missing."""
    rows = CourseChange.objects.select_related("balance", "requested_by", "to_branch")
    change = rows.filter(pk=change_id).first()
    if change is None:
        raise Missing(course_change=change_id)
    to = patients.cards([change.patient_id], None).get(change.patient_id) if change.patient_id is not None else None
    return ChangeCard(
        id=change.pk,
        kind=change.kind,
        title=change.get_kind_display(),
        number=change.balance.number,
        course=change.balance.title,
        branch_id=change.balance.branch_id,
        to_patient=to.hn if to is not None else "",
        to_branch=str(change.to_branch) if change.to_branch is not None else "",
        days=change.days,
        valid_until=change.balance.valid_until,
        value=owed(CourseAllowance.objects.filter(balance=change.balance_id)),
        requested_by_id=change.requested_by_id,
        requested_by=str(change.requested_by),
        reason=change.reason,
        state=change.state,
    )
