"""What crosses the border of courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class ComponentIn:
    """A treatment of a new course: sessions, or with the measure `unit` units.

    Without a weight it counts at its own price times their number.
    """

    product_id: int
    sessions: int
    measure: str = "session"
    weight: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Paid:
    """What was paid under one tax code, as the order stored it."""

    tax_code: str
    gross: Decimal
    net: Decimal
    vat: Decimal


@dataclass(frozen=True, kw_only=True)
class AllowanceData:
    """Sessions of one treatment in a patient's course."""

    id: int
    product_id: int
    sold: int
    used: int
    held: int
    left: int
    next_value: Decimal


@dataclass(frozen=True, kw_only=True)
class BalanceData:
    """A patient's course, as other modules may see it."""

    id: int
    number: str
    patient_id: int
    title: str
    title_th: str
    state: str
    valid_until: date
    allowances: Sequence[AllowanceData]


@dataclass(frozen=True, kw_only=True)
class ChangeCard:
    """A wish to change a course, for whoever decides. No health data."""

    id: int
    kind: str
    title: str
    number: str
    course: str
    branch_id: int
    to_patient: str
    to_branch: str
    days: int | None
    valid_until: date
    value: Decimal
    requested_by_id: int
    requested_by: str
    reason: str
    state: str
