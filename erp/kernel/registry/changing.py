"""Changes of the installed set: each raises the version and tells the supervisors, in one transaction."""

import time
from collections.abc import Callable, Iterable

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Now

from erp.kernel.events.replay import current_position
from erp.kernel.registry.discovery import discover
from erp.kernel.registry.models import Follower, InstalledModule, RegistryVersion

CHANNEL = "erp_modules"
ALIVE_SECONDS = 15
PATIENCE_SECONDS = 180
State = InstalledModule.State


def mark_installed(names: Iterable[str]) -> int:
    """Put modules into the installed set; what they have missed so far is remembered. Returns the new version."""
    with transaction.atomic():
        position = current_position()
        for name in names:
            InstalledModule.objects.update_or_create(
                name=name,
                defaults={
                    "version": discover()[name].version,
                    "state": State.INSTALLED,
                    "unwanted": False,
                    "changed_at": Now(),
                },
                create_defaults={
                    "version": discover()[name].version,
                    "state": State.INSTALLED,
                    "changed_at": Now(),
                    "last_event_id": position,
                },
            )
        return _raise_version()


def mark(names: Iterable[str], state: State) -> int:
    """Put modules that have a row into the installed set, or take them out. Returns the new version."""
    with transaction.atomic():
        InstalledModule.objects.filter(name__in=list(names)).update(state=state, changed_at=Now())
        return _raise_version()


def mark_archived(names: Iterable[str]) -> None:
    """Their tables have gone after them: the set that runs stays the same."""
    InstalledModule.objects.filter(name__in=list(names)).update(state=State.ARCHIVED, changed_at=Now())


def mark_unwanted(names: Iterable[str], unwanted: bool) -> None:
    """Somebody asked for these to be uninstalled (or it came to nothing): they do not come back by themselves."""
    InstalledModule.objects.filter(name__in=list(names)).update(unwanted=unwanted)


def hears_live(name: str) -> None:
    """It has been owed all it missed; from now on the relay sees to it."""
    InstalledModule.objects.filter(name=name, state=State.INSTALLED).update(last_event_id=None)


def stopped_hearing_at(name: str, position: int) -> None:
    """Remember from where to replay; an earlier place that was never replayed from counts."""
    earlier = Coalesce(F("last_event_id"), Value(position))
    InstalledModule.objects.filter(name=name).update(last_event_id=earlier)


def wait_for_followers(number: int, *, say: Callable[[str], None]) -> bool:
    """Wait until every living supervisor has reloaded its processes with version `number`; False if one does not."""
    until = time.monotonic() + PATIENCE_SECONDS
    while behind := _behind(number):
        if time.monotonic() > until:
            say(f"still with the old set: {', '.join(behind)}")
            return False
        time.sleep(0.2)
    return True


def _behind(number: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT name FROM {Follower._meta.db_table}"
            " WHERE heard_at > now() - make_interval(secs => %s) AND number < %s",
            [ALIVE_SECONDS, number],
        )
        return [name for (name,) in cursor.fetchall()]


def _raise_version() -> int:
    RegistryVersion.objects.get_or_create(pk=1)
    RegistryVersion.objects.filter(pk=1).update(number=F("number") + 1)
    number = RegistryVersion.objects.values_list("number", flat=True).get(pk=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(number)])
    return int(number)
