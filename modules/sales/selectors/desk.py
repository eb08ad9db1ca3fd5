"""The till as a sale needs it: session (locked), register, branch and company in one statement.

A sale locks the session FOR SHARE: many at once, against the count. Whoever takes cash out locks it against the others,
so that two do not both take the last note.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from erp.kernel.access.rights import may
from erp.kernel.documents.turns import ALONE, IN_TURN, queue_alone
from modules.sales.errors import SessionIsStale, SessionNotOpen, SessionNotYours

# A shift may run past midnight; in the morning it is over, and what is sold then belongs to a day of its own.
NIGHT = timedelta(hours=4)

DESK = """
WITH {turn}
SELECT s.id, s.state, s.business_on, s.opened_by_id, r.id, r.code, r.name, b.id, b.code, b.name, b.name_th,
       b.tax_branch_code, b.promptpay_id, b.address, b.address_th, b.phone, c.name, c.name_th, c.tax_id,
       coalesce(a.step, 0)
  FROM in_turn CROSS JOIN sales_registersession s
  JOIN sales_register r ON r.id = s.register_id
  JOIN access_branch b ON b.id = s.branch_id
  JOIN access_company c ON c.id = b.company_id
  LEFT JOIN sales_cashrounding a ON a.branch_id = b.id
 WHERE s.id = %(session)s FOR {lock} OF s
"""
TURN = "'sales.register_session:' || %(session)s::bigint"
SHARED = DESK.format(turn=IN_TURN.format(name=TURN), lock="SHARE")
EXCLUSIVE = DESK.format(turn=ALONE.format(name=TURN), lock="NO KEY UPDATE")
OFFICE = """
SELECT NULL, '', %(on)s::date, NULL, NULL, '', '', b.id, b.code, b.name, b.name_th,
       b.tax_branch_code, b.promptpay_id, b.address, b.address_th, b.phone, c.name, c.name_th, c.tax_id, 0.00
  FROM access_branch b JOIN access_company c ON c.id = b.company_id
 WHERE b.id = %(branch)s
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a sale happens."""

    session_id: int | None
    state: str
    business_on: date
    opened_by_id: int | None
    register_id: int | None
    register_code: str
    register_name: str
    branch_id: int
    code: str
    """The branch's code, as `take_number` asks for it."""
    branch_name: str
    branch_name_th: str
    tax_branch_code: str
    promptpay_id: str
    address: str
    address_th: str
    phone: str
    company_name: str
    company_name_th: str
    tax_id: str
    cash_step: Decimal
    """Cash is taken and given in steps of this; 0: as it comes."""


def hold_desk(session_id: int, *, by: Any, at: datetime, pays_out: bool = False) -> Desk:
    """Lock an open session against being counted while a sale is written; `pays_out`: against other cash, too.

    Raises SessionNotOpen, SessionNotYours, or SessionIsStale for a shift that was left open on an earlier day.
    """
    with connection.cursor() as cursor:
        cursor.execute(EXCLUSIVE if pays_out else SHARED, {"session": session_id})
        row = cursor.fetchone()
    if row is None or row[1] != "open":
        raise SessionNotOpen(register_session=session_id, state=row[1] if row else "")
    desk = Desk(*row)
    check_own(desk.opened_by_id, desk.branch_id, by=by)
    if is_over(desk.business_on, at=at):
        raise SessionIsStale(register_session=session_id, business_on=desk.business_on.isoformat())
    return desk


def stop_selling(session_id: int) -> None:
    """Wait until nobody sells at this desk; whoever comes later sells after this transaction."""
    queue_alone(f"sales.register_session:{session_id}")


def is_over(business_on: date, *, at: datetime) -> bool:
    """Whether a shift of that day should have been counted by now."""
    return localdate(at - NIGHT) > business_on


def check_own(opened_by_id: int | None, branch_id: int, *, by: Any) -> None:
    """One's own drawer, or a manager's right, in one's own branch. Raises SessionNotYours."""
    if by is None:
        return
    if branch_id not in by.branch_ids:
        raise SessionNotYours()
    if opened_by_id != by.pk and not may(by, "sales.operate_any_register_session"):
        raise SessionNotYours()
