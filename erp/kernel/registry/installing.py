"""Install: everything new is made ready beside the running set, which then learns of it in one moment."""

from collections.abc import Sequence
from typing import Protocol

from erp.kernel.events.replay import current_position
from erp.kernel.registry.changing import (
    State,
    hears_live,
    mark,
    mark_archived,
    mark_installed,
    wait_for_followers,
)
from erp.kernel.registry.child import run_child
from erp.kernel.registry.errors import OperationFailed
from erp.kernel.registry.planning import Step, installed_now


class Note(Protocol):
    """Tells the operation's log."""

    def __call__(self, line: str, progress: int | None = None) -> None: ...


def install(steps: Sequence[Step], *, note: Note) -> None:
    """Make the tables and seeds of `steps` in one child process, then let all processes take them up.

    If the child fails, what it has made is taken away again and the old set goes on serving.
    """
    names = [step.name for step in steps]
    before = installed_now()
    note(f"Installing {', '.join(names)}", 5)
    try:
        run_child(["make", *names], modules=before | set(names), owner=True, say=lambda line: note(line))
    except OperationFailed as failure:
        note("Failed; taking away what was made")
        _take_away(names, before, note)
        raise failure
    note("Letting all processes take up the new set", 80)
    if not wait_for_followers(mark_installed(names), say=note):
        note("The processes do not start with the new set; going back to the old one")
        _go_back(names, before, note)
        raise OperationFailed("the running processes could not be reloaded with the module; see the supervisor's log")
    replay(names, note=note)
    note("Done", 100)


def replay(names: Sequence[str], *, note: Note) -> None:
    """Owe the modules what happened while nobody delivered to them."""
    if current_position() == 0:  # a new installation: nothing has ever been said, so nobody has missed it
        for name in names:
            hears_live(name)
        return
    run_child(["replay", *names], modules=installed_now(), owner=True, say=lambda line: note(line, 95))


def _go_back(names: Sequence[str], before: set[str], note: Note) -> None:
    """Take the modules out of the set again; what they already hold goes to the archive."""
    wait_for_followers(mark(names, State.LEAVING), say=note)
    run_child(["unmake", "--keep", *reversed(names)], modules=before | set(names), owner=True)
    mark_archived(names)


def _take_away(names: Sequence[str], before: set[str], note: Note) -> None:
    try:
        run_child(["unmake", *reversed(names)], modules=before | set(names), owner=True)
    except OperationFailed as failure:  # it could not even be loaded: then nothing was made
        note(f"Nothing to take away: {str(failure.detail).splitlines()[-1] if failure.detail else failure}")
