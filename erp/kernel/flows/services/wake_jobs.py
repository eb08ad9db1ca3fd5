"""Jobs that were not ready are looked at again."""

from datetime import datetime

from django.db import transaction
from viewflow.workflow.status import STATUS

from erp.kernel.flows.selectors.tasks import readable_tasks
from erp.kernel.flows.services.run_job import run_job


def wake_jobs(*, at: datetime) -> int:
    """Run every job whose next look is due, each in its own transaction. Returns how many."""
    due = readable_tasks().filter(flow_task_type="JOB", status=STATUS.STARTED, scheduled__lte=at)
    ids = list(due.order_by("scheduled").values_list("pk", flat=True)[:200])
    for task_id in ids:
        with transaction.atomic():
            run_job(task_id=task_id, at=at)
    return len(ids)
