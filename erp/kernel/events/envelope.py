"""The CloudEvents 1.0 envelope: what leaves the house, and the shape of an event in any log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

SPECVERSION = "1.0"


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """One published fact with its context attributes."""

    position: int  # where it stands in the outbox; not sent
    id: UUID
    type: str
    key: str
    time: datetime
    correlation: str
    data: dict[str, Any]

    @property
    def source(self) -> str:
        """Who says so: the module that declares the type."""
        return "/" + self.type.split(".", 1)[0]

    @property
    def subject(self) -> str:
        """What it is about: the ordering key without the field's name."""
        return self.key.partition(":")[2]

    def as_cloud_event(self) -> dict[str, Any]:
        """CloudEvents 1.0, structured JSON. `correlationid` is the request that caused it."""
        event: dict[str, Any] = {
            "specversion": SPECVERSION,
            "id": str(self.id),
            "source": self.source,
            "type": self.type,
            "time": self.time.isoformat(),
            "datacontenttype": "application/json",
            "data": self.data,
        }
        if self.subject:
            event["subject"] = self.subject
        if self.correlation:
            event["correlationid"] = self.correlation
        return event
