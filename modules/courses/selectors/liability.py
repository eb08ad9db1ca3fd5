"""What is owed to patients in treatments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import connection

# Sold, less redeemed and not returned; nothing for what expired or was refunded.
_OWED = """
SELECT coalesce(sum(a.net), 0) - coalesce(sum(r.earned), 0)
  FROM courses_courseallowance a
  JOIN courses_usercoursebalance b ON b.id = a.balance_id
  LEFT JOIN LATERAL (
    SELECT sum(u.value) AS earned FROM courses_redemption u
      LEFT JOIN courses_redemptionreturn back ON back.redemption_id = u.id
     WHERE u.allowance_id = a.id AND back.id IS NULL AND (%(as_of)s::date IS NULL OR u.business_on <= %(as_of)s::date)
  ) r ON true
 WHERE b.state IN ('active', 'frozen', 'exhausted')
   AND (%(as_of)s::date IS NULL OR (b.sold_at AT TIME ZONE 'Asia/Bangkok')::date <= %(as_of)s::date)
   AND (%(branch)s::bigint IS NULL OR b.branch_id = %(branch)s)
"""


def liability(*, branch_id: int | None, as_of: date | None) -> Decimal:
    """The sub-ledger of the course liability account."""
    with connection.cursor() as cursor:
        cursor.execute(_OWED, {"branch": branch_id, "as_of": as_of})
        (owed,) = cursor.fetchone()
    return Decimal(owed)
