"""Who may, beyond the table of rights."""

from __future__ import annotations

from typing import Any

from erp.kernel.access.rights import may
from modules.courses.models import CourseChange


def may_decide_change(user: Any, change: CourseChange) -> bool:
    """Those with the right; never who asked."""
    return may(user, "courses.approve_course_change", change) and user.pk != change.requested_by_id


def may_withdraw_change(user: Any, change: CourseChange) -> bool:
    """Who asked."""
    return bool(user.pk == change.requested_by_id)
