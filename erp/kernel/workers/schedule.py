"""The beat schedule: each app's `tasks.py` says in `SCHEDULE` what of it runs when."""

import importlib
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from django.apps import apps

TASK_ROOMS = ("erp.kernel.workers.tasks",)


def collect_schedule() -> dict[str, dict[str, Any]]:
    """Every entry `{name: {"task": …, "schedule": seconds or crontab}}` of the kernel and the installed modules."""
    rooms = [*TASK_ROOMS, *(f"{config.name}.tasks" for config in apps.get_app_configs() if _is_ours(config.name))]
    schedule: dict[str, dict[str, Any]] = {}
    for room in rooms:
        if find_spec(room) is None:
            continue
        entries: Mapping[str, Mapping[str, Any]] = getattr(importlib.import_module(room), "SCHEDULE", {})
        for name, entry in entries.items():
            if name in schedule:
                raise ValueError(f"two scheduled tasks are called {name}")
            schedule[name] = dict(entry)
    return schedule


def _is_ours(name: str) -> bool:
    """Frameworks have a `tasks` of their own, which is no business of this schedule."""
    return not name.startswith(
        ("django", "rest_framework", "drf_spectacular", "viewflow", "import_export", "pgtrigger")
    )
