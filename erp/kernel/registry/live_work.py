"""Work of a module that is under way: its flows' processes and its tasks in the broker's queue."""

import json
from collections.abc import Iterable

import redis
from django.conf import settings
from django.utils.translation import gettext as _
from viewflow.workflow.models import Process

from erp.kernel.registry.describing import flows_of
from erp.kernel.registry.discovery import discover
from erp.kernel.workers.limits import QUEUE

UNACKNOWLEDGED = "unacked"
FINISHED = ("DONE", "CANCELED")


def live_work(names: Iterable[str]) -> list[str]:
    """A sentence for each kind of unfinished work; empty when there is none."""
    chosen = list(names)
    sentences = []
    for name in chosen:
        for flow in flows_of(name):
            count = Process.objects.filter(flow_class=flow).exclude(status__in=FINISHED).count()
            if count:
                title = str(flow.process_title or flow.__name__)
                sentences.append(_("%(count)d running processes of %(flow)s") % {"count": count, "flow": title})
    packages = tuple(f"{discover()[name].package}." for name in chosen)
    queued = sum(1 for task in _queued_tasks() if task.startswith(packages))
    if queued:
        sentences.append(_("%(count)d queued tasks") % {"count": queued})
    return sentences


def _queued_tasks() -> list[str]:
    """Names of the tasks in the queue and in workers' hands. A broker that is away has nothing to lose."""
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as broker:
            waiting = [json.loads(message) for message in broker.lrange(QUEUE, 0, -1)]
            held = [json.loads(message)[0] for message in broker.hvals(UNACKNOWLEDGED)]
    except redis.RedisError:
        return []
    return [str(message.get("headers", {}).get("task", "")) for message in (*waiting, *held)]
