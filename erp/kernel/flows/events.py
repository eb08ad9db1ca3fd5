"""Facts about flows."""

from dataclasses import dataclass
from typing import ClassVar

from erp.kernel.events.event import Event


@dataclass(frozen=True, kw_only=True)
class JobScheduled(Event):
    """A flow has come to a job."""

    type: ClassVar[str] = "flows.job.scheduled.v1"
    key: ClassVar[str] = "process_id"

    process_id: int
    task_id: int
