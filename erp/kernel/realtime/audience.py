"""Who may be told of a change."""

import json
from dataclasses import dataclass
from typing import Any

from erp.kernel.realtime.ticket import Ticket


@dataclass(frozen=True, kw_only=True)
class Change:
    """One announced change, as it came over the wire."""

    topic: str
    id: int
    version: int
    branch_id: int | None
    user_ids: frozenset[int] | None

    def is_for(self, ticket: Ticket, topics: frozenset[str]) -> bool:
        """Named people only, if people are named; else everybody of the branch; else everybody."""
        if topics and self.topic not in topics:
            return False
        if self.user_ids is not None and ticket.user_id not in self.user_ids:
            return False
        return self.branch_id is None or self.branch_id in ticket.branch_ids

    def as_message(self) -> bytes:
        """The server-sent event: topic, id and version, and not one word of content."""
        data = json.dumps({"topic": self.topic, "id": self.id, "version": self.version}, separators=(",", ":"))
        return f"event: change\ndata: {data}\n\n".encode()


def change_from(raw: bytes | str) -> Change:
    """Read a message of the channel."""
    data: dict[str, Any] = json.loads(raw)
    users = data.get("user_ids")
    return Change(
        topic=data["topic"],
        id=data["id"],
        version=data["version"],
        branch_id=data.get("branch_id"),
        user_ids=None if users is None else frozenset(users),
    )
