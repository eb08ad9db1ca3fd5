"""After a crash: operations whose process died are closed, and half-done changes are completed or put back."""

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Now

from erp.kernel.registry.changing import State, mark_archived
from erp.kernel.registry.discovery import in_order
from erp.kernel.registry.installing import replay
from erp.kernel.registry.models import InstalledModule, ModuleOperation
from erp.kernel.registry.planning import manifests
from erp.kernel.registry.uninstalling import put_back


def repair() -> None:
    """Called under the lock: nothing that claims to be running is."""
    ModuleOperation.objects.filter(state=ModuleOperation.State.RUNNING).update(
        state=ModuleOperation.State.FAILED, finished_at=Now(), error="interrupted; the next operation has repaired it"
    )
    _finish_leaving()
    _finish_arriving()


def _finish_leaving() -> None:
    leaving = set(InstalledModule.objects.filter(state=State.LEAVING).values_list("name", flat=True))
    if not leaving:
        return
    manifests()
    applied = {app for app, _ in MigrationRecorder(connection).applied_migrations()}
    gone = {name for name in leaving if name not in applied}
    if gone:
        mark_archived(gone)
    if back := leaving - gone:
        there = set(InstalledModule.objects.filter(state=State.INSTALLED).values_list("name", flat=True))
        put_back(list(reversed(in_order(back))), there | back)


def _finish_arriving() -> None:
    waiting = InstalledModule.objects.filter(state=State.INSTALLED, last_event_id__isnull=False)
    names = list(waiting.values_list("name", flat=True))
    if names:
        replay(names, note=lambda line, progress=None: None)
