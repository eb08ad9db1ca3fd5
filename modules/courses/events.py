"""Facts about courses, and the one Django signal that the product promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Final

from django.dispatch import Signal

from erp.kernel.events.event import Event

course_balance_deducted: Final = Signal()
"""Sent exactly once for each deduction, inside its transaction: `sender=UserCourseBalance`, `redemption`, `balance`.

Its one receiver publishes `SessionRedeemed`. To hear of deductions from outside, listen to that event.
"""


@dataclass(frozen=True, kw_only=True)
class CourseSold(Event):
    type: ClassVar[str] = "courses.user_course_balance.sold.v1"
    key: ClassVar[str] = "balance_id"

    balance_id: int
    patient_id: int
    branch_id: int
    source: str
    sold_at: datetime


@dataclass(frozen=True, kw_only=True)
class SessionRedeemed(Event):
    """A session of a course was used: revenue is earned, and whoever performed it may be owed for it."""

    type: ClassVar[str] = "courses.redemption.made.v1"
    key: ClassVar[str] = "balance_id"

    redemption_id: int
    balance_id: int
    patient_id: int
    branch_id: int
    product_id: int
    session_no: int
    value: Decimal
    performed_by_staff_id: int | None
    source: str
    business_on: date
    redeemed_at: datetime


@dataclass(frozen=True, kw_only=True)
class SessionReturned(Event):
    type: ClassVar[str] = "courses.redemption.returned.v1"
    key: ClassVar[str] = "balance_id"

    redemption_id: int
    balance_id: int
    branch_id: int
    product_id: int
    value: Decimal
    performed_by_staff_id: int | None
    source: str
    business_on: date
    returned_at: datetime


@dataclass(frozen=True, kw_only=True)
class CourseChangeRequested(Event):
    """Somebody else has to decide."""

    type: ClassVar[str] = "courses.course_change.requested.v1"
    key: ClassVar[str] = "change_id"

    change_id: int
    balance_id: int
    branch_id: int
    requested_by_id: int
    requested_at: datetime


@dataclass(frozen=True, kw_only=True)
class CourseChangeDecided(Event):
    """`outcome`: approved (and done), refused or withdrawn."""

    type: ClassVar[str] = "courses.course_change.decided.v1"
    key: ClassVar[str] = "change_id"

    change_id: int
    balance_id: int
    branch_id: int
    outcome: str
    decided_by_id: int | None
    decided_at: datetime


@dataclass(frozen=True, kw_only=True)
class CourseExpired(Event):
    type: ClassVar[str] = "courses.user_course_balance.expired.v1"
    key: ClassVar[str] = "balance_id"

    balance_id: int
    patient_id: int
    branch_id: int
    forfeited: Decimal
    expired_at: datetime
