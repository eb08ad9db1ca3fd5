"""One function a node, one call to one public face."""

from datetime import datetime

from erp.kernel.access.models import User
from modules.courses import public as courses
from workflows.course_change.process import CourseChangeProcess

OUTCOMES = {"approve": "approved", "refuse": "refused"}


def requester(process: CourseChangeProcess) -> int:
    """Who may not decide."""
    return process.requested_by_id


def decide(process: CourseChangeProcess, *, choice: str, note: str, by: User, at: datetime) -> None:
    """Approve (and carry out) or refuse, in courses."""
    carry_out = courses.approve_change if choice == "approve" else courses.refuse_change
    carry_out(course_change_id=process.change_id, reason=note, by=by, at=at)
    process.outcome = OUTCOMES[choice]
