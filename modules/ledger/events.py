"""Facts about entries by hand and reopened books. What must follow a posting is called, not heard."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from erp.kernel.events.event import Event


@dataclass(frozen=True, kw_only=True)
class EntrySubmitted(Event):
    """An entry by hand waits for somebody who may post it."""

    type: ClassVar[str] = "ledger.journal_entry.submitted.v1"
    key: ClassVar[str] = "entry_id"

    entry_id: int
    branch_id: int
    submitted_by_id: int
    submitted_at: datetime


@dataclass(frozen=True, kw_only=True)
class EntryDecided(Event):
    """It was posted, sent back, or withdrawn by who asked."""

    type: ClassVar[str] = "ledger.journal_entry.decided.v1"
    key: ClassVar[str] = "entry_id"

    entry_id: int
    branch_id: int
    outcome: str
    decided_by_id: int | None
    decided_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReopeningRequested(Event):
    """Somebody asks for closed books to be opened."""

    type: ClassVar[str] = "ledger.reopening.requested.v1"
    key: ClassVar[str] = "reopening_id"

    reopening_id: int
    branch_id: int
    requested_by_id: int
    requested_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReopeningDecided(Event):
    """It was approved, refused or withdrawn."""

    type: ClassVar[str] = "ledger.reopening.decided.v1"
    key: ClassVar[str] = "reopening_id"

    reopening_id: int
    outcome: str
    decided_by_id: int | None
    decided_at: datetime
