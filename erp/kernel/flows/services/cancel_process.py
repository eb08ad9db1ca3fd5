"""End a process before its end."""

from datetime import datetime

from erp.kernel.access.models import User
from erp.kernel.documents.refusals import Missing
from erp.kernel.flows.errors import TaskNotNow, TaskNotYours
from erp.kernel.flows.models import Process
from erp.kernel.flows.policies import is_manager
from erp.kernel.flows.selectors.processes import readable_processes
from erp.kernel.flows.services.acting import in_our_words


def cancel_process(*, process_id: int, by: User | None, at: datetime) -> Process:
    """Cancel every open task and the process. `by=None` is the system. Raises Missing, TaskNotYours or TaskNotNow."""
    process: Process | None = readable_processes().filter(pk=process_id).first()
    if process is None:
        raise Missing()
    if by is not None and not is_manager(process, by):
        raise TaskNotYours(code="flows.process.cancel")
    if process.finished is not None:
        raise TaskNotNow(code="flows.process.cancel")
    with in_our_words("cancel"):
        process.flow_class.instance.cancel(process.coerced)
    process.refresh_from_db()
    return process
