"""One supervised process: how it is started, seen to be ready, stopped and started again."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psutil

from erp.kernel.runtime.environment import CannotStart
from erp.kernel.runtime.orphans import MARK, NAME, end, marked

SETTLED_AFTER_SECONDS = 30
LONGEST_PAUSE_SECONDS = 10.0
LOG_BYTES = 10_000_000


@dataclass(frozen=True, kw_only=True)
class Account:
    """Another user to run as (PostgreSQL refuses to run as root)."""

    uid: int
    gid: int


@dataclass(frozen=True, kw_only=True)
class Spec:
    """What to run and how to treat it."""

    name: str
    argv: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 15
    reload_signal: signal.Signals | None = None
    """How it takes a changed set of modules without dropping work; None: it is stopped and started."""
    overlaps_on: int | None = None
    """A port on which its successor already listens before it stops: how the web process is reloaded."""
    listeners: int = 1
    """How many processes must listen there."""
    heartbeat: Path | None = None
    """A file it touches while it is well."""
    heartbeat_seconds: float = 60


def _die_with_parent(with_signal: int) -> Callable[[], None]:
    """On Linux a child gets its stop signal when the supervisor is killed; elsewhere the next start ends it."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    prctl = ctypes.CDLL(None).prctl  # looked up here: nothing may be loaded between fork and exec

    def ask() -> None:
        prctl(1, int(with_signal), 0, 0, 0)

    return ask


def _kill_group(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Child:
    """A process under supervision."""

    def __init__(self, spec: Spec, *, data: Path) -> None:
        self.spec = spec
        self.data = data
        self.log = data / "log" / f"{spec.name}.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.successor: subprocess.Popen[bytes] | None = None
        self.retiring: list[tuple[subprocess.Popen[bytes], float]] = []
        self.reload_failed = False
        self.started_at = 0.0
        self.failures = 0
        self.due_at = 0.0

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def exit_code(self) -> int | None:
        return self.process.returncode if self.process else None

    def start(self) -> None:
        """Start it; whatever an earlier life of it has left behind is ended first."""
        self.end_leftovers()
        self.successor, self.reload_failed = None, False
        self.process = self._spawn()
        self.started_at = time.monotonic()
        if self.spec.heartbeat:
            self.spec.heartbeat.touch()

    def _spawn(self) -> subprocess.Popen[bytes]:
        with self._open_log() as log:
            return subprocess.Popen(
                self.spec.argv,
                env={**self.spec.environment, MARK: str(self.data), NAME: self.spec.name},
                cwd=self.spec.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=self.spec.account.uid if self.spec.account else None,
                group=self.spec.account.gid if self.spec.account else None,
                extra_groups=[] if self.spec.account else None,
                preexec_fn=_die_with_parent(self.spec.stop_signal),  # safe: the supervisor has no threads
            )

    def _open_log(self) -> IO[bytes]:
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        return self.log.open("ab")

    def wait_until(self, ready: Callable[[], bool], *, seconds: float) -> None:
        """Wait until it answers. Raises CannotStart with the end of its log if it dies or takes too long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if ready():
                return
            if not self.running:
                raise CannotStart(f"{self.spec.name} ended with code {self.exit_code}:\n{self.last_words()}")
            time.sleep(0.05)
        raise CannotStart(f"{self.spec.name} does not answer after {seconds:.0f} s:\n{self.last_words()}")

    def plan_restart(self) -> float:
        """Note a death and say how many seconds to wait before the next start."""
        if time.monotonic() - self.started_at > SETTLED_AFTER_SECONDS:
            self.failures = 0
        pause = min(0.2 * 2**self.failures, LONGEST_PAUSE_SECONDS)
        self.failures += 1
        self.due_at = time.monotonic() + pause
        return pause

    def is_silent(self) -> bool:
        """Whether it has not touched its heartbeat file for too long."""
        beat = self.spec.heartbeat
        if beat is None or not self.running:
            return False
        if time.monotonic() - self.started_at < self.spec.heartbeat_seconds:
            return False
        return not beat.exists() or time.time() - beat.stat().st_mtime > self.spec.heartbeat_seconds

    def reload(self) -> None:
        """Let it take up a changed set of modules."""
        if not self.running or self.process is None:
            return
        if self.spec.overlaps_on is not None:
            self._retire(self.successor)  # overtaken by a newer change
            self.successor, self.reload_failed = self._spawn(), False
        elif self.spec.reload_signal is None:
            self.stop()
            self.start()
        else:
            self.process.send_signal(self.spec.reload_signal)

    def tend_successor(self) -> str:
        """Let the successor take over once it listens. Returns what there is to say, mostly nothing."""
        self._bury_retired()
        if self.successor is None:
            return ""
        if self.successor.poll() is not None:
            self.successor, self.reload_failed = None, True
            return f"the new one does not start, the old one goes on (see {self.log})"
        if self._listening(self.successor.pid) < self.spec.listeners:
            return ""
        old, self.process, self.successor = self.process, self.successor, None
        self.started_at = time.monotonic()
        self._retire(old)
        return "the new one has taken over"

    def _listening(self, pid: int) -> int:
        """How many processes of this family listen on the port."""
        found = 0
        with contextlib.suppress(psutil.Error):
            family = psutil.Process(pid)
            for process in (family, *family.children(recursive=True)):
                sockets = process.net_connections(kind="tcp")
                found += any(s.status == psutil.CONN_LISTEN and s.laddr.port == self.spec.overlaps_on for s in sockets)
        return found

    def _retire(self, process: "subprocess.Popen[bytes] | None") -> None:
        """Let it finish what it has begun, without waiting for it."""
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(self.spec.stop_signal)
            self.retiring.append((process, time.monotonic() + self.spec.stop_seconds))

    def _bury_retired(self, *, at_once: bool = False) -> None:
        left = []
        for process, until in self.retiring:
            if process.poll() is None:
                if not at_once and time.monotonic() < until:
                    left.append((process, until))
                    continue
                _kill_group(process)
        self.retiring = left

    def descendants(self) -> set[psutil.Process]:
        """The processes it has started and that live now."""
        if not self.running or self.process is None:
            return set()
        with contextlib.suppress(psutil.Error):
            return set(psutil.Process(self.process.pid).children(recursive=True))
        return set()

    def ask_to_stop(self) -> None:
        """Send the stop signal, without waiting."""
        if self.running and self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(self.spec.stop_signal)

    def stop(self) -> None:
        """Stop it, gently first, and everything it has started."""
        self.ask_to_stop()
        self._retire(self.successor)
        self.successor = None
        if self.process is not None:
            try:
                self.process.wait(self.spec.stop_seconds)
            except subprocess.TimeoutExpired:
                self.kill()
        self._bury_retired(at_once=True)
        self.end_leftovers()

    def kill(self) -> None:
        """End it and its process group at once."""
        if self.process is not None:
            _kill_group(self.process)

    def end_leftovers(self) -> None:
        """End children that outlived it: a killed web server leaves workers that go on answering with old code."""
        own = self.process.pid if self.running and self.process else None
        end([p for p in marked(self.data, name=self.spec.name) if p.pid != own], seconds=0.5)

    def last_words(self, lines: int = 12) -> str:
        """The end of its log."""
        try:
            with self.log.open("rb") as log:
                log.seek(max(0, self.log.stat().st_size - 8000))
                return "\n".join(log.read().decode(errors="replace").splitlines()[-lines:])
        except OSError:
            return ""
