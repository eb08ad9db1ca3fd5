"""What a module contributes to the dashboard: figures, tiles, feeds and cards. The dashboard knows no module."""

import json
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal
from urllib.parse import urlencode

from django_stubs_ext import StrOrPromise

from erp.kernel.hooks.hook import Hook

Unit = Literal["money", "count"]
Daily = Mapping[tuple[int, date], Decimal]  # (branch id, business day) → figure


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days from `since` to `until`, both included."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.until - self.since).days + 1


class Metric(Hook):
    """A figure by branch and day. `daily` is the truth, by SQL from the rows; the store keeps its answers."""

    code: ClassVar[str]
    title: ClassVar[StrOrPromise]
    definition: ClassVar[StrOrPromise]
    unit: ClassVar[Unit] = "count"
    right: ClassVar[str]  # whose figure it is
    rows: ClassVar[str] = ""  # the list where the rows behind it are: "/list/sales.order"
    dated: ClassVar[bool] = True  # whether the list's own day is the figure's; else `rows_where` tells the days
    icon: ClassVar[str] = "activity"
    order: ClassVar[int] = 50
    rolled_up: ClassVar[bool] = True

    @abstractmethod
    def daily(self, *, branch_ids: Sequence[int], span: Span) -> Daily:
        """The figure of each branch and day that has one, computed from the rows."""

    def rows_where(self, *, branch_ids: Sequence[int], span: Span) -> dict[str, Any]:
        """The filter that leaves in the list exactly the rows that the figure counts."""
        return {}

    def address(self, *, branch_ids: Sequence[int], span: Span) -> str | None:
        """Where a click on the figure leads."""
        if not self.rows:
            return None
        days = {"since": span.since.isoformat(), "until": span.until.isoformat()} if self.dated else {}
        where = self.rows_where(branch_ids=branch_ids, span=span)
        return f"{self.rows}?{urlencode({**days, 'where': json.dumps(where, separators=(',', ':'))})}"

    def proof(self, *, branch_ids: Sequence[int], span: Span) -> Decimal | None:
        """The same total taken from the books, when they can say it; else None."""
        return None


@dataclass(frozen=True, kw_only=True)
class FeedRow:
    """A line of the live feed."""

    at: datetime
    title: str
    detail: str
    amount: Decimal | None
    state: str
    to: str
    icon: str = "receipt"


class Feed(Hook):
    """Recent happenings, newest first."""

    code: ClassVar[str]
    title: ClassVar[StrOrPromise]
    right: ClassVar[str]
    topic: ClassVar[str]  # push topic after which the feed is fetched again

    @abstractmethod
    def latest(self, *, branch_ids: Sequence[int], viewer: Any, limit: int) -> list[FeedRow]:
        """The newest rows that the viewer may see."""


@dataclass(frozen=True, kw_only=True)
class Alert:
    """Something that wants doing."""

    title: str
    detail: str
    tone: Literal["danger", "warn", "info"]
    to: str
    code: str = ""


class AlertSource(Hook):
    """Alerts of a module, worst first."""

    code: ClassVar[str]
    title: ClassVar[StrOrPromise]
    definition: ClassVar[StrOrPromise]
    right: ClassVar[str]

    @abstractmethod
    def count(self, *, branch_ids: Sequence[int], on: date) -> int:
        """How many there are."""

    @abstractmethod
    def worst(self, *, branch_ids: Sequence[int], on: date, limit: int | None) -> list[Alert]:
        """The first of them, or all."""


@dataclass(frozen=True, kw_only=True)
class Count:
    """One part of the day strip."""

    state: str
    label: str
    count: int


class DayStrip(Hook):
    """What today holds, by state (appointments)."""

    right: ClassVar[str]

    @abstractmethod
    def today(self, *, branch_ids: Sequence[int], on: date) -> list[Count]:
        """Counts in the order of a visit."""

    @abstractmethod
    def next_line(self, *, branch_ids: Sequence[int], at: datetime, viewer: Any) -> str:
        """A sentence about what comes next, or ""."""


class Card(Hook):
    """A module's card on the dashboard: where it leads and one live fact."""

    code: ClassVar[str]
    title: ClassVar[StrOrPromise]
    text: ClassVar[StrOrPromise]
    icon: ClassVar[str]
    to: ClassVar[str]
    right: ClassVar[str]
    order: ClassVar[int] = 50

    @abstractmethod
    def foot(self, *, branch_ids: Sequence[int], on: date) -> str:
        """One fact of now, in the viewer's language."""
