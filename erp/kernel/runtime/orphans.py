"""Finding and ending what an earlier run of the same installation has left behind.

Every process we start carries the data folder in its environment, so an orphan is known by that mark and never by its
name alone. PostgreSQL and Valkey overwrite their environment: they are known by program and by the folder they are in.
"""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

import psutil

MARK = "AESTHETIX_SUPERVISED"
NAME = "ERP_PROCESS"


def _ours(process: psutil.Process, data: Path, name: str | None) -> bool:
    try:
        if process.name() == "valkey-server":
            return name in (None, "valkey") and Path(process.cwd()) == data / "valkey"
        environment = process.environ()
    except (psutil.Error, OSError):
        return False
    return environment.get(MARK) == str(data) and (name is None or environment.get(NAME) == name)


def marked(data: Path, *, name: str | None = None) -> list[psutil.Process]:
    """Living processes that a supervisor of this data folder started (of one service, if named)."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.pid != os.getpid() and process.status() != psutil.STATUS_ZOMBIE and _ours(process, data, name):
                found.append(process)
    return found


def postgres_in(folder: Path) -> list[psutil.Process]:
    """PostgreSQL processes (postmaster and its children) that stand in this cluster's folder."""
    found = []
    for process in psutil.process_iter(["name"]):
        with contextlib.suppress(psutil.Error, OSError):
            if process.info["name"] == "postgres" and Path(process.cwd()) == folder:
                found.append(process)
    return found


def end(processes: Iterable[psutil.Process], *, seconds: float) -> int:
    """Ask them to stop, wait, then kill what is left. Returns how many there were."""
    waiting = list(processes)
    if not waiting:
        return 0
    for process in waiting:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    _, alive = psutil.wait_procs(waiting, timeout=seconds)
    for process in alive:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=5)
    return len(waiting)
