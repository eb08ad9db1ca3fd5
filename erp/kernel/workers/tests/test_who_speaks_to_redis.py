"""With Redis gone the till answers: nothing that a request runs through speaks to it."""

import ast
from pathlib import Path

from erp.kernel.registry.discovery import ROOT

SPEAKERS = {
    "erp/kernel/events/nudging.py",  # relay and workers
    "erp/kernel/events/relay.py",
    "erp/kernel/realtime/hub.py",  # the realtime process
    "erp/kernel/realtime/push.py",  # the relay
    "erp/kernel/registry/live_work.py",  # the child of an uninstall looks into the queue
    "erp/kernel/workers/configuration.py",
    "erp/kernel/workers/task.py",
    "erp/project/celery.py",
}
WIRES = {"celery", "kombu", "redis", "valkey"}


def test_only_workers_relay_and_realtime_import_a_client_of_redis() -> None:
    speakers = {
        str(path.relative_to(ROOT))
        for top in ("erp", "modules", "workflows")
        for path in (ROOT / top).rglob("*.py")
        if not {"tests", "runtime", "testing"} & set(path.parts) and path.name != "tasks.py" and imports(path) & WIRES
    }
    assert speakers <= SPEAKERS


def test_no_service_view_or_selector_sends_a_task() -> None:
    rooms = {"services", "selectors", "rest", "machines", "models", "policies"}
    for top in ("erp", "modules", "workflows"):
        for path in (ROOT / top).rglob("*.py"):
            if rooms & set(path.parts) and "tests" not in path.parts:
                source = path.read_text()
                assert ".delay(" not in source, path
                assert ".apply_async(" not in source, path


def imports(path: Path) -> set[str]:
    """Top-level names of what a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names
