"""What is owed to patients in treatments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import connection

# Movements say by how much more is owed, sessions used say by how much less: right as of any day.
_OWED = """
SELECT coalesce((
  SELECT sum(m.value) FROM courses_coursemovement m JOIN courses_usercoursebalance b ON b.id = m.balance_id
   WHERE (%(as_of)s::date IS NULL OR m.business_on <= %(as_of)s::date)
     AND (%(branch)s::bigint IS NULL OR b.branch_id = %(branch)s::bigint)), 0)
 - coalesce((
  SELECT sum(u.value) FROM courses_redemption u
    JOIN courses_courseallowance a ON a.id = u.allowance_id
    JOIN courses_usercoursebalance b ON b.id = a.balance_id
    LEFT JOIN courses_redemptionreturn back ON back.redemption_id = u.id
   WHERE (%(branch)s::bigint IS NULL OR b.branch_id = %(branch)s::bigint)
     AND (%(as_of)s::date IS NULL OR u.business_on <= %(as_of)s::date)
     AND (back.id IS NULL OR coalesce(back.business_on, (back.returned_at AT TIME ZONE 'Asia/Bangkok')::date)
                             > coalesce(%(as_of)s::date, 'infinity'::date))), 0)
"""


def liability(*, branch_id: int | None, as_of: date | None) -> Decimal:
    """The sub-ledger of the course liability account."""
    with connection.cursor() as cursor:
        cursor.execute(_OWED, {"branch": branch_id, "as_of": as_of})
        (owed,) = cursor.fetchone()
    return Decimal(owed)
