"""A module that was away gets what it missed, once."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.db.models.functions import Now

from erp.kernel.events.drain import drain
from erp.kernel.events.housekeeping import delete_old_deliveries
from erp.kernel.events.listeners import forget, listens, module_of
from erp.kernel.events.models import Delivery
from erp.kernel.events.publish import publish
from erp.kernel.events.replay import current_position, replay_missed, stop_listening
from erp.kernel.events.routing import route
from erp.kernel.events.tests.facts import ThingHappened


@pytest.fixture
def heard() -> list[int]:
    return []


@pytest.fixture
def on_thing(heard: list[int]) -> Callable[..., None]:
    def on_thing(event: ThingHappened, *, event_id: UUID) -> None:
        heard.append(event.step)

    return on_thing


def test_module_reinstalled_hears_once_what_it_was_owed_and_what_it_missed(
    db: None, heard: list[int], on_thing: Callable[..., None]
) -> None:
    listens(ThingHappened)(on_thing)
    module = module_of(on_thing)
    publish(ThingHappened(thing_id=1, step=1))
    drain()
    publish(ThingHappened(thing_id=1, step=2))
    route()  # owed, not delivered: the module goes before its worker came to it
    forget(on_thing)
    position = stop_listening(module)
    assert position < current_position()
    publish(ThingHappened(thing_id=1, step=3))
    drain()
    assert heard == [1]
    listens(ThingHappened)(on_thing)
    assert replay_missed(module, position) == 2
    assert replay_missed(module, position) == 0
    drain()
    assert heard == [1, 2, 3]
    forget(on_thing)


def test_module_with_nothing_owed_stops_at_the_present_position(db: None) -> None:
    publish(ThingHappened(thing_id=1))
    drain()
    assert stop_listening("nobody") == current_position()


def test_housekeeping_deletes_old_ticks_of_installed_listeners_only(db: None, on_thing: Callable[..., None]) -> None:
    listens(ThingHappened)(on_thing)
    publish(ThingHappened(thing_id=1))
    drain()
    kept = Delivery.objects.get()
    Delivery.objects.create(
        event=kept.event, listener="away.on_thing", key="", state="done", done_at=Now() - timedelta(days=90)
    )
    assert delete_old_deliveries() == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE events_delivery SET done_at = now() - interval '31 days' WHERE id = %s", [kept.pk])
    assert delete_old_deliveries() == 1
    assert Delivery.objects.get().listener == "away.on_thing"
    forget(on_thing)
