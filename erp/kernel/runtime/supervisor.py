"""Starts everything, watches it, and stops it: the only process that an operator has to know."""

import fcntl
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from types import FrameType
from typing import IO

import psutil
import psycopg

from erp.kernel.runtime.environment import ROOT, CannotStart, Installation, write_private
from erp.kernel.runtime.orphans import end, marked
from erp.kernel.runtime.process import Child, Spec
from erp.kernel.runtime.progress import say
from erp.kernel.runtime.services import module_specs
from erp.kernel.runtime.watch import ModuleWatch

TICK_SECONDS = 0.2
SETTLE_SECONDS = 90.0
HEALTH_SECONDS = 5.0
OPERATIONS = "modules"
RELOADED_IN_PLACE = {"web", "worker"}


class Supervisor:
    """Children in the order of their start; they are stopped in the opposite order."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.children: dict[str, Child] = {}
        self.stopping = False
        self.reload_due = False
        self._noted_at = 0.0
        self.old_workers: set[psutil.Process] = set()
        self.settling_until = 0.0
        self._lock: IO[str] | None = None

    def claim(self) -> None:
        """Make sure that one supervisor alone serves this data folder, and end what a killed one has left."""
        self.installation.prepare_folders()
        self._lock = (self.installation.run / "supervisor.lock").open("a+")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotStart(f"it is already running on {self.installation.data}: stop that one first") from error
        left = end(marked(self.installation.data), seconds=5)
        if left:
            say(f"ended {left} processes that an earlier run had left behind")

    def obey_signals(self) -> None:
        """Ctrl-C and SIGTERM stop everything; so does the end of the terminal, unless started with nohup."""
        signal.signal(signal.SIGINT, self._on_signal)
        signal.signal(signal.SIGTERM, self._on_signal)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if not self.stopping:
            self.stopping = True
            raise KeyboardInterrupt

    def adopt(self, child: Child) -> None:
        """Watch a child that has been started elsewhere."""
        self.children[child.spec.name] = child

    def start(self, spec: Spec, *, ready: Callable[[], bool] | None = None, seconds: float = 60) -> Child:
        """Start and watch one process, and wait until it answers if asked to."""
        child = Child(spec, data=self.installation.data)
        self.children[spec.name] = child
        began = time.monotonic()
        child.start()
        if ready is not None:
            child.wait_until(ready, seconds=seconds)
            say(f"{spec.name}: ready in {time.monotonic() - began:.1f} s")
        return child

    def watch(
        self,
        *,
        environment: Mapping[str, str],
        wanted: Callable[[str], bool],
        operations: bool = True,
        until: Callable[[], bool] = lambda: False,
    ) -> None:
        """Until told to stop: restart what dies or falls silent, take up changed modules, run wanted operations."""
        modules = ModuleWatch(environment["DATABASE_URL"], name=f"{socket.gethostname()}:{self.installation.data}")
        try:
            while not self.stopping and not until():
                changed, waiting = modules.wait(TICK_SECONDS)
                self.keep_alive()
                self.reload_due |= changed
                if self.reload_due:
                    self.take_up_modules(environment, wanted)
                settled = not self.reload_due and self.has_settled()
                modules.sign(modules.version if settled else modules.signed)
                self.note_health()
                if waiting and operations:
                    self.run_operations(environment)
        finally:
            modules.close()

    def keep_alive(self) -> None:
        """One round over the children."""
        now = time.monotonic()
        for child in self.children.values():
            name = child.spec.name
            if word := child.tend_successor():
                say(f"{name}: {word}")
            if child.running:
                if child.is_silent():
                    say(f"{name}: no heartbeat for {child.spec.heartbeat_seconds:.0f} s, restarting it")
                    child.kill()
                    child.start()
            elif name == OPERATIONS:
                continue  # runs when there is something to do
            elif not child.due_at:
                code = child.exit_code
                pause = child.plan_restart()
                say(f"{name}: ended with code {code}, starting it again in {pause:.1f} s (see {child.log})")
            elif now >= child.due_at:
                child.due_at = 0.0
                child.start()

    def note_health(self) -> None:
        """Leave word every few seconds that the supervisor is at work, and what does not run."""
        now = time.time()
        if now - self._noted_at < HEALTH_SECONDS:
            return
        self._noted_at = now
        down = [name for name, child in self.children.items() if name != OPERATIONS and not child.running]
        write_private(self.installation.run / "health.json", json.dumps({"at": now, "down": down}))

    def take_up_modules(self, environment: Mapping[str, str], wanted: Callable[[str], bool]) -> None:
        """Reload what runs modules' code, start what new modules declare, stop what belonged to gone ones."""
        try:
            declared = {spec.name: spec for spec in module_specs(environment) if wanted(spec.name)}
        except psycopg.Error:
            return  # the database is away: at the next tick
        self.reload_due = False
        say("the set of modules has changed: reloading")
        self.settling_until = time.monotonic() + SETTLE_SECONDS
        for name in RELOADED_IN_PLACE & set(self.children):
            self.old_workers |= self.children[name].descendants()
        for name in [name for name in self.children if "." in name and name not in declared]:
            self.children.pop(name).stop()
        for name, child in list(self.children.items()):
            if name in declared or name in ("web", "worker", "beat", "relay"):
                child.reload()
        for name, spec in declared.items():
            if name not in self.children:
                self.start(spec)

    def has_settled(self) -> bool:
        """Whether the last worker with the old set of modules has ended, and new ones have begun."""
        if any(child.successor or child.reload_failed for child in self.children.values()):
            return False
        if not self.old_workers:
            return True
        self.old_workers = {worker for worker in self.old_workers if worker.is_running()}
        if self.old_workers and time.monotonic() < self.settling_until:
            return False
        if self.old_workers:
            say("old workers still at work: going on without waiting for them")
            self.old_workers = set()
        return True

    def run_operations(self, environment: Mapping[str, str]) -> None:
        """Let one child carry out the module operations that the Apps screen has asked for."""
        child = self.children.get(OPERATIONS)
        if child is None:
            argv = (sys.executable, "manage.py", "modules", "work")
            child = Child(
                Spec(
                    name=OPERATIONS,
                    argv=argv,
                    environment={**environment, "ERP_AS_OWNER": "1"},
                    folder=ROOT,
                    stop_seconds=60,
                ),
                data=self.installation.data,
            )
            self.children[OPERATIONS] = child
        if not child.running:
            child.start()

    def stop(self, names: Iterable[str] | None = None) -> None:
        """Stop all (or the named): the doors first, the database last."""
        self.stopping = True
        chosen = [child for child in self.children.values() if names is None or child.spec.name in names]
        foundations = [child for child in chosen if child.spec.name in ("postgres", "valkey", "s3")]
        others = [child for child in chosen if child not in foundations]
        for child in others:
            child.ask_to_stop()
        for child in (*others, *reversed(foundations)):
            child.stop()
        for child in chosen:
            self.children.pop(child.spec.name)

    def stop_all(self) -> None:
        """The end of the run: nothing of ours is left behind, however impatient the operator."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        say("stopping …")
        self.stop()
        end(marked(self.installation.data), seconds=1)
        say("stopped")


def is_well(installation: Installation) -> bool:
    """Whether a supervisor has left word lately that everything runs."""
    try:
        word = json.loads((installation.run / "health.json").read_text())
    except (OSError, ValueError):
        return False
    return time.time() - word["at"] < 4 * HEALTH_SECONDS and not word["down"]


def exit_code_of(process_status: int) -> int:
    """A shell's view of how a process ended."""
    return process_status if process_status >= 0 else 128 - process_status


def describe_uid() -> str:
    """Who we are, for the first line."""
    return "root" if os.geteuid() == 0 else f"user {os.geteuid()}"
