"""Carrying out operations: one at a time, noted step by step, and undone when they fail."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction
from django.db.models.functions import Now

from erp.kernel.documents.refusals import Refusal
from erp.kernel.realtime.announce import announce
from erp.kernel.registry.errors import OperationFailed, OperationRunning, WorkIsLive
from erp.kernel.registry.installing import install
from erp.kernel.registry.listing import registry_version
from erp.kernel.registry.models import ModuleOperation
from erp.kernel.registry.planning import (
    INSTALL,
    installed_now,
    manifests,
    plan,
    steps_to_install,
    steps_to_uninstall,
    with_bridges,
)
from erp.kernel.registry.repairing import repair
from erp.kernel.registry.uninstalling import uninstall

LOCK: Final = 0x4552504D  # "ERPM"
CHANNEL: Final = "erp_module_operation"
TOPIC: Final = "registry.module"
State = ModuleOperation.State
Say = Callable[[str], None]


def request_operation(module: str, action: str, *, by: str) -> ModuleOperation:
    """Note an operation for the supervisor to carry out; refused at once if its plan is refused."""
    busy = ModuleOperation.objects.filter(state__in=(State.WAITING, State.RUNNING)).first()
    if busy is not None:
        raise OperationRunning(f"{busy.action} of {busy.module} is under way", operation_id=busy.pk)
    if action == INSTALL:
        manifests()
        steps_to_install([module])
    elif obstacles := plan(module, action).obstacles:
        raise WorkIsLive("; ".join(obstacles), obstacles=obstacles)
    operation = ModuleOperation.objects.create(module=module, action=action, requested_by=by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(operation.pk)])
    return operation


def work_off() -> int:
    """Carry out what has been asked for, in order. Returns how many operations that were."""
    done = 0
    with only_one_operation():
        repair()
        while operation := ModuleOperation.objects.filter(state=State.WAITING).order_by("pk").first():
            carry_out(operation)
            done += 1
    return done


def run_now(module: str, action: str, *, by: str, say: Say) -> ModuleOperation:
    """Carry out one operation in this process: for manage.py. Raises what it is refused or fails for."""
    with only_one_operation():
        repair()
        operation = ModuleOperation.objects.create(module=module, action=action, requested_by=by)
        carry_out(operation, say=say, raising=True)
    return operation


def install_all(*, by: str, say: Say) -> list[str]:
    """Install every module that is available, in one operation."""
    with only_one_operation():
        repair()
        missing = sorted(set(manifests()) - installed_now())
        if missing:
            operation = ModuleOperation.objects.create(module=",".join(missing)[:64], action=INSTALL, requested_by=by)
            carry_out(operation, names=missing, say=say, raising=True)
    return missing


def install_bridges(*, by: str, say: Say) -> list[str]:
    """Install bridges that came with an update and whose modules are all here; those uninstalled by name stay away.

    Answers what was installed. A failure is noted and said, and keeps nobody from working.
    """
    manifests()
    if not _missing_bridges():
        return []
    try:
        with only_one_operation():
            repair()
            missing = _missing_bridges()
            operation = ModuleOperation.objects.create(module=",".join(missing)[:64], action=INSTALL, requested_by=by)
            carry_out(operation, names=missing, say=say)
    except OperationRunning as busy:
        say(str(busy.detail))
        return []
    operation.refresh_from_db()
    if operation.state == State.DONE:
        return missing
    say(operation.error)
    return []


def _missing_bridges() -> list[str]:
    there = installed_now()
    return sorted(with_bridges(there) - there)


def carry_out(
    operation: ModuleOperation, *, names: Iterable[str] = (), say: Say = lambda line: None, raising: bool = False
) -> None:
    """Do it and keep the operation's row up to date. The caller holds the lock."""
    note = _Notes(operation, say)
    note.begin()
    try:
        if operation.action == INSTALL:
            install(steps_to_install(list(names) or [operation.module]), note=note.step)
        else:
            found = plan(operation.module, operation.action)
            if found.obstacles:
                raise WorkIsLive("; ".join(found.obstacles), obstacles=found.obstacles)
            uninstall(steps_to_uninstall(operation.module), note=note.step)
    except Refusal as refusal:
        note.end(error=str(refusal.detail))
        if raising:
            raise
    except Exception as error:
        note.end(error=f"{type(error).__name__}: {error}")
        if raising:
            raise OperationFailed(str(error)) from error
    else:
        note.end()
    finally:
        _tell(operation)


def _tell(operation: ModuleOperation) -> None:
    """Every open page fetches menu and modules again, whether it went well or was put back."""
    with transaction.atomic():
        announce(TOPIC, operation.pk, registry_version())


class _Notes:
    """The operation's row, written outside any transaction of the work so that the Apps screen can follow."""

    def __init__(self, operation: ModuleOperation, say: Say) -> None:
        self.operation = operation
        self.say = say

    def begin(self) -> None:
        self._save(state=State.RUNNING, started_at=Now(), progress=1)

    def step(self, line: str, progress: int | None = None) -> None:
        """A line of the log, and how far it is in percent."""
        self.say(line)
        self.operation.log.append(line)
        self._save(log=self.operation.log, progress=self.operation.progress if progress is None else progress)

    def end(self, *, error: str = "") -> None:
        if error:
            self._save(state=State.FAILED, finished_at=Now(), error=error[-8000:])
        else:
            self._save(state=State.DONE, finished_at=Now(), progress=100)

    def _save(self, **changes: object) -> None:
        ModuleOperation.objects.filter(pk=self.operation.pk).update(**changes)
        if isinstance(progress := changes.get("progress"), int):
            self.operation.progress = progress


@contextmanager
def only_one_operation() -> Iterator[None]:
    """Hold the lock of the whole installation, or be refused."""
    if connection.in_atomic_block:
        raise transaction.TransactionManagementError("a module operation cannot be part of a transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise OperationRunning()
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
