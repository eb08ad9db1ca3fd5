"""A fact starts a process, once."""

from typing import Any
from uuid import UUID

from erp.kernel.flows.flow import Flow


def start_process(flow: type[Flow], *, event_id: UUID, branch_id: int, **values: Any) -> Any:
    """Start `flow` from its node `start`; the same event again gives the process that it started."""
    known = flow.process_class._default_manager.filter(started_event=event_id).first()
    if known is not None:
        return known
    node = flow.instance.node("start", no_obsolete=True)
    activation = node.activation_class.create(node, None, None)
    for name, value in {"branch_id": branch_id, "started_event": event_id, **values}.items():
        setattr(activation.process, name, value)
    activation.execute()
    return activation.process
