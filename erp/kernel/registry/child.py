"""Work that needs another set of modules than this process has loaded is done by a child process."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable

from django.db import connection

from erp.kernel.registry.discovery import ROOT
from erp.kernel.registry.errors import OperationFailed

TIMEOUT_SECONDS = 900


def run_child(
    words: Iterable[str], *, modules: Iterable[str], owner: bool = False, say: Callable[[str], None] | None = None
) -> str:
    """Run `manage.py modules-child …` with exactly these modules; returns its output.

    Its lines are given to `say` as they come. Raises OperationFailed with its last words.
    """
    child = subprocess.Popen(
        [sys.executable, "manage.py", "modules_child", *words],
        cwd=ROOT,
        env={
            **os.environ,
            **_database(),
            "ERP_MODULES": ",".join(sorted(modules)),
            "ERP_AS_OWNER": "1" if owner else "",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines: list[str] = []
    assert child.stdout is not None
    try:
        for line in child.stdout:
            lines.append(line.rstrip())
            if say is not None and line.startswith(PROGRESS):
                say(line.removeprefix(PROGRESS).strip())
        child.wait(TIMEOUT_SECONDS)
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
    if child.returncode:
        raise OperationFailed("\n".join(lines[-30:]))
    return "\n".join(lines)


PROGRESS = "»"
"""Lines that begin so are for the person who waits."""


def _database() -> dict[str, str]:
    """The database that this process uses: a test's own one is not the one in the environment."""
    settings = connection.settings_dict
    changed = {}
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        url = os.environ.get(name)
        if url and settings["NAME"]:
            changed[name] = f"{url.rpartition('/')[0]}/{settings['NAME']}"
    return changed
