"""Proof of work: a task that goes the whole way, from beat over the broker to a worker, leaves a mark.

After a broker restart a worker may live and yet consume nothing; only a message that arrives proves the opposite. The
supervisor restarts a worker whose mark is older than `HUNG_AFTER_SECONDS`.
"""

import os
import time
from pathlib import Path
from typing import Final

HUNG_AFTER_SECONDS: Final = 90


def heartbeat_path(data: Path) -> Path:
    """Where the mark is, below AESTHETIX_DATA."""
    return data / "run" / "worker.heartbeat"


def mark(data: Path) -> None:
    """Leave a mark now."""
    path = heartbeat_path(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path)


def age_seconds(data: Path) -> float | None:
    """How old the mark is, None if there was never one."""
    try:
        return max(0.0, time.time() - heartbeat_path(data).stat().st_mtime)
    except FileNotFoundError:
        return None
