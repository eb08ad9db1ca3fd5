"""Tell the browsers that a record changed: topic, id and version; they fetch it again by their own right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from erp.kernel.events.event import Event
from erp.kernel.events.publish import publish


@dataclass(frozen=True, kw_only=True)
class RecordChanged(Event):
    """A record is not what it was. The relay itself pushes it on; no worker is asked."""

    type: ClassVar[str] = "realtime.record.changed.v1"

    topic: str
    id: int
    version: int
    branch_id: int | None = None
    user_ids: tuple[int, ...] | None = None


def announce(
    topic: str, id: int, version: int, *, branch_id: int | None = None, user_ids: Sequence[int] | None = None
) -> UUID:
    """Announce with the caller's transaction. `branch_id` and `user_ids` narrow who is told."""
    return publish(changed(topic, id, version, branch_id=branch_id, user_ids=user_ids))


def changed(
    topic: str, id: int, version: int, *, branch_id: int | None = None, user_ids: Sequence[int] | None = None
) -> RecordChanged:
    """The fact itself, for `publish_all` beside others."""
    users = None if user_ids is None else tuple(user_ids)
    return RecordChanged(topic=topic, id=id, version=version, branch_id=branch_id, user_ids=users)
