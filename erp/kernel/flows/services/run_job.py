"""A worker does the job that a flow has come to."""

from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from erp.kernel.flows.nodes import Job
from erp.kernel.flows.selectors.tasks import readable_tasks


def run_job(*, task_id: int, at: datetime) -> None:
    """Run a scheduled job and let the flow go on, or keep it for another look, or as an error for a manager.

    A job already done is left alone: the request may come twice. A database that fails is the caller's to retry.
    """
    task: Task | None = readable_tasks().filter(pk=task_id).first()
    if task is None or not isinstance(task.flow_task, Job):
        return
    with task.activation() as activation:
        if activation.task.status not in (STATUS.SCHEDULED, STATUS.STARTED):
            return
        activation.start()
        try:
            with transaction.atomic():
                done = activation.flow_task.work(activation)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            activation.error(error)
            return
        if done is False:
            activation.look_again(at)
        else:
            activation.process.save()
            activation.execute()
