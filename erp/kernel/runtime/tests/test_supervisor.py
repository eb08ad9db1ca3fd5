"""The supervisor against real processes: what dies comes back, what is stopped stays so, nothing is left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from erp.kernel.runtime.environment import Installation
from erp.kernel.runtime.orphans import MARK, NAME, end, marked, postgres_in
from erp.kernel.runtime.process import Spec
from erp.kernel.runtime.supervisor import Supervisor

ROOT = Path(__file__).resolve().parents[4]
SLEEP = "import time; time.sleep(600)"
SLEEPER = (sys.executable, "-c", SLEEP)
PARENT = (sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SLEEP!r}])")


@pytest.fixture
def installation(tmp_path):
    installation = Installation(data=tmp_path, host="127.0.0.1", port=8190)
    installation.prepare_folders()
    return installation


@pytest.fixture
def supervisor(installation):
    supervisor = Supervisor(installation)
    yield supervisor
    supervisor.stop()


def until(condition, *, seconds=20.0):
    """Wait for a condition; fails the test when it does not come true."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def sleeper(name="sleeper", argv=SLEEPER, **extra):
    return Spec(name=name, argv=argv, environment=dict(os.environ), **extra)


def test_killed_process_is_started_again(supervisor):
    child = supervisor.start(sleeper())
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    until(lambda: not child.running)
    until(lambda: supervisor.keep_alive() or (child.running and child.process.pid != first))


def test_process_that_keeps_dying_is_started_ever_more_slowly(supervisor):
    child = supervisor.start(sleeper(argv=(sys.executable, "-c", "raise SystemExit(3)")))
    pauses = [child.plan_restart() for _ in range(8)]
    assert pauses[:3] == [0.2, 0.4, 0.8]
    assert max(pauses) == 10.0


def test_silent_process_is_restarted(supervisor, tmp_path):
    beat = tmp_path / "run" / "beat"
    child = supervisor.start(sleeper(heartbeat=beat, heartbeat_seconds=0.3))
    first = child.process.pid
    until(lambda: supervisor.keep_alive() or child.process.pid != first)


def test_stop_ends_grandchildren_too(supervisor, installation):
    child = supervisor.start(sleeper(argv=PARENT))
    until(lambda: len(marked(installation.data)) == 2)
    os.kill(child.process.pid, signal.SIGKILL)
    supervisor.stop()
    assert marked(installation.data) == []


def test_end_spares_processes_of_other_installations(tmp_path):
    other = subprocess.Popen(SLEEPER, env={**os.environ, MARK: "/somewhere/else", NAME: "web"})
    try:
        end(marked(tmp_path), seconds=1)
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def services(data: Path, *words: str) -> subprocess.Popen:
    """The supervisor with its embedded services, as `make test` starts it."""
    foreign = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "S3_ENDPOINT_URL", "REALTIME_URL")
    environment = {name: value for name, value in os.environ.items() if name not in foreign}
    return subprocess.Popen(
        [sys.executable, "-m", "erp.kernel.runtime", "exec", "--services-only", "--", *words],
        cwd=ROOT,
        env={**environment, "AESTHETIX_DATA": str(data), "AESTHETIX_PORT": "8191"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def cluster_of(data: Path) -> Path:
    pointer = data / "postgres.path"
    return (Path(pointer.read_text().strip()) if pointer.exists() else data / "postgres") / "cluster"


QUESTION = "psycopg.connect(os.environ['DATABASE_URL']).execute('SELECT 41 + 1').fetchone()[0]"
SELECT = (sys.executable, "-c", f"import os, psycopg; print('answer', {QUESTION})")


@pytest.mark.slow
def test_services_start_again_after_everything_was_killed(tmp_path):
    """kill -9 of the supervisor and of its PostgreSQL: the next start ends what is left and recovers the data."""
    first = services(tmp_path, *SLEEPER)
    try:
        until(lambda: (tmp_path / "runtime.env").exists(), seconds=60)
        assert [process.name() for process in marked(tmp_path, name="valkey")] == ["valkey-server"]
        second = services(tmp_path, *SELECT)
        assert second.wait(30) == 1  # one supervisor alone serves a folder
        assert "already running" in second.stdout.read()
        everything = [psutil.Process(first.pid), *psutil.Process(first.pid).children(recursive=True)]
        for process in everything:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
    finally:
        first.kill()
        first.wait()
    third = services(tmp_path, *SELECT)
    output, _ = third.communicate(timeout=90)
    assert third.returncode == 0, output
    assert "answer 42" in output
    assert marked(tmp_path) == []
    assert postgres_in(cluster_of(tmp_path)) == []


@pytest.mark.slow
def test_sigterm_stops_clean(tmp_path):
    supervisor = services(tmp_path, *SLEEPER)
    until(lambda: (tmp_path / "runtime.env").exists(), seconds=60)
    supervisor.terminate()
    output, _ = supervisor.communicate(timeout=90)
    assert output.rstrip().endswith("stopped")
    assert marked(tmp_path) == []
    assert postgres_in(cluster_of(tmp_path)) == []
