"""Facts of a house that exists in these tests only."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from erp.kernel.events.event import Event


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, kw_only=True)
class Line:
    amount: Decimal
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class ThingHappened(Event):
    type: ClassVar[str] = "testhouse.thing.happened.v1"
    key: ClassVar[str] = "thing_id"

    thing_id: int
    step: int = 0


@dataclass(frozen=True, kw_only=True)
class ThingEchoed(Event):
    type: ClassVar[str] = "testhouse.thing.echoed.v1"

    thing_id: int


@dataclass(frozen=True, kw_only=True)
class EverythingHappened(Event):
    type: ClassVar[str] = "testhouse.everything.happened.v1"
    key: ClassVar[str] = "name"

    name: str
    amount: Decimal
    on: date
    at: datetime
    done: bool
    id: UUID
    colour: Colour
    missing: Decimal | None
    lines: tuple[Line, ...]
    amounts: list[Decimal]
    by_name: dict[str, Decimal]
    pair: tuple[int, date]
