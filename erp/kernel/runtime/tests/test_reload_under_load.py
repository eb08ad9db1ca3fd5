"""The whole product in the foreground: a module comes and goes while people work, and nobody is turned away."""

import os
import signal
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

from erp.kernel.registry.recipe import Recipe, make_module
from erp.kernel.runtime.orphans import marked

ROOT = Path(__file__).resolve().parents[4]
PORT = 8192
SECONDS_BETWEEN = 0.05  # twenty a second
FOREIGN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "S3_ENDPOINT_URL", "REALTIME_URL", "ERP_MODULES")


class Visitors:
    """Twenty requests a second, each on a connection of its own, until told to stop."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, str]] = []
        self.failures: list[str] = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._visit, args=(n,)) for n in range(4)]

    def __enter__(self) -> "Visitors":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _visit(self, number: int) -> None:
        time.sleep(number * SECONDS_BETWEEN)
        while not self._stop.wait(SECONDS_BETWEEN * len(self._threads)):
            try:
                self.answers.append(ask("/readyz"))
            except OSError as error:
                self.failures.append(repr(error))


def ask(path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", PORT, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.fixture
def product(tmp_path):
    """The product on a folder of its own, with a module ready to be installed."""
    folder = tmp_path / "planted"
    folder.mkdir()
    (folder / "__init__.py").touch()
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN} | {
        "AESTHETIX_DATA": str(tmp_path / "data"),
        "AESTHETIX_PORT": str(PORT),
        "ERP_MODULE_FOLDERS": str(folder),
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "erp.project.settings",
    }
    make_module(Recipe(module="loyalty", noun="card", title="Loyalty", package="planted"), folder=folder)
    manage(environment | {"ERP_MODULES": "loyalty"}, "makemigrations", "loyalty")
    log = (tmp_path / "out").open("w+")
    process = subprocess.Popen([sys.executable, "manage.py", "run"], cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        until(lambda: "open http" in (tmp_path / "out").read_text(), process, seconds=240)
        yield process, environment
    finally:
        process.terminate()
        process.wait(60)
        log.close()
    assert process.returncode == 0
    assert marked(tmp_path / "data") == []


def manage(environment: dict[str, str], *words: str) -> str:
    run = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def until(condition, process, *, seconds):
    deadline = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None, "the supervisor has ended"
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.2)


def runs_loyalty() -> bool:
    try:
        return '"loyalty"' in ask("/readyz")[1]
    except OSError:
        return False


@pytest.mark.slow
def test_module_comes_and_goes_without_a_failed_request(product):
    process, environment = product
    with Visitors() as visitors:
        manage(environment, "modules", "install", "loyalty")
        until(runs_loyalty, process, seconds=60)
        manage(environment, "modules", "uninstall", "loyalty")
        until(lambda: not runs_loyalty(), process, seconds=60)
    assert visitors.failures == []
    assert {status for status, _ in visitors.answers} == {200}
    assert any('"loyalty"' in body for _, body in visitors.answers)

    web = next(p for p in marked(Path(environment["AESTHETIX_DATA"]), name="web") if p.ppid() == process.pid)
    os.kill(web.pid, signal.SIGKILL)  # the master alone: its workers would go on with old code
    until(lambda: not web.is_running() or web.status() == psutil.STATUS_ZOMBIE, process, seconds=10)
    until(lambda: _web_again(environment, web), process, seconds=60)


def _web_again(environment: dict[str, str], old: psutil.Process) -> bool:
    masters = [p.pid for p in marked(Path(environment["AESTHETIX_DATA"]), name="web")]
    try:
        return bool(masters) and old.pid not in masters and ask("/healthz")[0] == 200
    except OSError:
        return False
