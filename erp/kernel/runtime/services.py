"""The product's own processes: how each is run, and how it takes up a changed set of modules."""

import os
import shlex
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from erp.kernel.registry.boot import installed_names
from erp.kernel.registry.discovery import discover
from erp.kernel.runtime.environment import ROOT, Installation
from erp.kernel.runtime.process import Spec
from erp.kernel.workers.heartbeat import HUNG_AFTER_SECONDS, heartbeat_path
from erp.kernel.workers.limits import QUEUES

WEB_WORKERS = 2
WEB_THREADS = 8
WEB_BACKPRESSURE = 64  # requests that may wait for a thread in one worker
TASK_WORKERS = 2
KERNEL = ("web", "worker", "beat", "relay", "realtime")


def without_owner(environment: Mapping[str, str]) -> dict[str, str]:
    """What the application's processes may know: not the role that owns the tables."""
    return {name: value for name, value in environment.items() if name != "DATABASE_OWNER_URL"}


def kernel_specs(installation: Installation, environment: Mapping[str, str]) -> list[Spec]:
    """Web, Celery worker and beat, relay, realtime."""
    environment = without_owner(environment)
    workers = os.environ.get("AESTHETIX_WEB_WORKERS", str(WEB_WORKERS))
    web = (
        *_tool("granian"),
        *("--interface", "wsgi", "--host", installation.host, "--port", str(installation.port)),
        *("--workers", workers, "--blocking-threads", str(WEB_THREADS), "--backpressure", str(WEB_BACKPRESSURE)),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10", "--no-ws", "--log-level", "warning"),
        "erp.project.wsgi:application",
    )
    worker = (
        *(*_tool("celery"), "-A", "erp.project.celery", "worker", "--queues", ",".join(QUEUES), "--hostname", "erp@%h"),
        *("--pool", "prefork", "--concurrency", str(TASK_WORKERS), "--loglevel", "warning"),
        *("--without-gossip", "--without-mingle"),
    )
    schedule = str(installation.run / "celerybeat-schedule")
    beat = (
        *(*_tool("celery"), "-A", "erp.project.celery", "beat", "--schedule", schedule),
        *("--pidfile=", "--loglevel", "warning"),
    )

    def spec(name: str, argv: tuple[str, ...], **extra: Any) -> Spec:
        return Spec(name=name, argv=argv, environment=environment, folder=ROOT, **extra)

    return [
        spec("web", web, overlaps_on=installation.port, listeners=int(workers)),
        spec(
            "worker",
            worker,
            reload_signal=signal.SIGHUP,
            heartbeat=heartbeat_path(installation.data),
            heartbeat_seconds=HUNG_AFTER_SECONDS,
            stop_seconds=30,
        ),
        spec("beat", beat),
        spec("relay", (sys.executable, "manage.py", "relay")),
        spec("realtime", (sys.executable, "-m", "erp.kernel.realtime.server")),
    ]


def _tool(name: str) -> tuple[str, str]:
    """A program of our Python environment, by our interpreter: celery starts itself again by this very line."""
    return sys.executable, str(Path(sys.executable).with_name(name))


def module_specs(environment: Mapping[str, str]) -> list[Spec]:
    """What the manifests of the installed modules declare."""
    environment = without_owner(environment)
    specs = []
    discover.cache_clear()  # a module may have been added since we started
    known = discover()
    for name in installed_names(environment["DATABASE_URL"]):
        for process in known[name].processes:
            words = shlex.split(process.command.removeprefix("manage.py"))
            argv = (sys.executable, "manage.py", *words)
            specs.append(Spec(name=f"{name}.{process.name}", argv=argv, environment=environment, folder=ROOT))
    return specs
