"""Base of every flow: locked, with rights from rights.toml, and known to the selectors."""

from typing import Any, ClassVar

from viewflow.workflow.base import Flow as ViewflowFlow
from viewflow.workflow.fields import get_flow_ref

from erp.kernel.access.rights import may
from erp.kernel.flows.lock import ProcessLock
from erp.kernel.flows.models import Process

_FLOWS: dict[str, type["Flow"]] = {}


class Flow(ViewflowFlow):
    """Nodes and arrows, no logic. The names of flow and nodes are stored: add, never rename or remove."""

    process_class: ClassVar[type[Process]] = Process
    lock_impl: ClassVar[Any] = ProcessLock()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        _FLOWS[get_flow_ref(cls)] = cls

    def has_view_permission(self, user: Any, obj: Process | None = None) -> bool:
        """By the table of rights: Django's permissions are never asked."""
        return may(user, "flows.read_process", obj)

    def has_manage_permission(self, user: Any, obj: Process | None = None) -> bool:
        """Who may cancel, undo and try again."""
        return may(user, "flows.manage_process", obj)


def installed_flows() -> dict[str, type[Flow]]:
    """Reference → class of every flow in this process. Tasks of others must not be read: viewflow cannot."""
    return dict(_FLOWS)
