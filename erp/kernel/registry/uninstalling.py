"""Uninstall: first nobody runs the module any more, then its tables go to the archive."""

from collections.abc import Sequence

from erp.kernel.events.replay import stop_listening
from erp.kernel.registry.changing import (
    State,
    hears_live,
    mark,
    mark_archived,
    mark_unwanted,
    stopped_hearing_at,
    wait_for_followers,
)
from erp.kernel.registry.child import run_child
from erp.kernel.registry.errors import OperationFailed
from erp.kernel.registry.installing import Note
from erp.kernel.registry.planning import Step, installed_now


def uninstall(steps: Sequence[Step], *, note: Note) -> None:
    """Take modules out, those on top first.

    Processes are reloaded without them before a table is touched, so that no request meets a missing table. If the
    archive or the migration fails, the tables are brought back and the old set is restored.
    """
    names = [step.name for step in steps]
    before = installed_now()
    note(f"Uninstalling {', '.join(names)}: letting all processes go on without", 10)
    mark_unwanted([step.name for step in steps if step.reason == "requested"], True)
    try:
        if not wait_for_followers(mark(names, State.LEAVING), say=note):
            raise OperationFailed("the running processes could not be reloaded without the module")
        for name in names:
            stopped_hearing_at(name, stop_listening(name))
        note("Keeping the tables in the archive", 50)
        run_child(["unmake", "--keep", *names], modules=before, owner=True, say=lambda line: note(line))
    except OperationFailed:
        note("Failed; putting everything back")
        put_back(names, before)
        raise
    mark_archived(names)
    note("Done", 100)


def put_back(names: Sequence[str], before: set[str]) -> None:
    """Make the tables again if they are gone, bring back their rows, and let the processes take the modules up."""
    run_child(["make", *reversed(names)], modules=before, owner=True)
    mark_unwanted(names, False)
    number = mark(names, State.INSTALLED)
    wait_for_followers(number, say=lambda line: None)
    run_child(["replay", *names], modules=before, owner=True)
    for name in names:
        hears_live(name)
