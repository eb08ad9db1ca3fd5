"""What a patient may use of courses today, as the till offers it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from modules.courses.models import CourseAllowance, UserCourseBalance
from modules.courses.selectors.balances import usable_balances
from modules.courses.selectors.instalments import due_parts
from modules.courses.selectors.session_values import session_value
from modules.courses.selectors.settings import settings_of_courses
from modules.sales.data import PatientCourse


def courses_offered(*, patient_id: int, on: date) -> list[PatientCourse]:
    """Every course with something left, with what is due of it and whether its use is signed for."""
    balances = list(usable_balances(patient_id, on=on))
    due = due_parts(balances)
    signs = bool(balances) and settings_of_courses().requires_signature
    return [
        replace(_offer(balance, list(balance.allowances.all())), due=due.get(balance.pk, ()), needs_signature=signs)
        for balance in balances
    ]


def _offer(balance: UserCourseBalance, rows: Sequence[CourseAllowance]) -> PatientCourse:
    left = [row for row in rows if row.left > 0]
    return PatientCourse(
        balance_id=balance.pk,
        template_code=str(balance.product_id),
        product_id=balance.product_id,
        title=balance.title,
        title_th=balance.title_th,
        state=balance.state,
        sessions=sum(row.sold for row in rows),
        used=sum(row.used for row in rows),
        held=sum(row.held for row in rows),
        left=sum(row.left for row in rows),
        expires_on=balance.valid_until,
        product_ids=[row.product_id for row in left],
        unit_value=_next_value(left[0]) if left else Decimal("0.00"),
    )


def _next_value(row: CourseAllowance) -> Decimal:
    return session_value(net=row.net, sold=row.sold, session_no=min(row.used + 1, row.sold))
