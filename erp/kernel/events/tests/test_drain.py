"""Draining hands many facts over in one transaction, and each by itself as soon as anything is unusual."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from erp.kernel.documents.refusals import NotNow
from erp.kernel.events.drain import BATCH, drain
from erp.kernel.events.listeners import deaf
from erp.kernel.events.models import Delivery, OutboxEvent
from erp.kernel.events.publish import publish_all
from erp.kernel.events.tests.facts import ThingEchoed, ThingHappened

Listen = Callable[..., None]
LISTENERS = 2


def _statements(count: int) -> int:
    publish_all([ThingHappened(thing_id=number) for number in range(count)])
    with CaptureQueriesContext(connection) as asked:
        assert drain() == count
    return len(asked)


def test_drain_takes_the_same_number_of_statements_for_few_and_many(db: None, listen: Listen) -> None:
    def on_thing(event: ThingHappened, *, event_id: UUID) -> None:
        """Nothing to do."""

    listen(ThingHappened, on_thing)
    assert _statements(3) == _statements(30)


def test_drain_of_more_than_a_batch_delivers_all_in_order(db: None, listen: Listen) -> None:
    heard: list[int] = []

    def on_thing(event: ThingHappened, *, event_id: UUID) -> None:
        heard.append(event.thing_id)

    def on_thing_too(event: ThingHappened, *, event_id: UUID) -> None:
        heard.append(event.thing_id)

    listen(ThingHappened, on_thing)
    listen(ThingHappened, on_thing_too)
    publish_all([ThingHappened(thing_id=number) for number in range(BATCH)])
    assert drain() == BATCH * LISTENERS
    assert heard == sorted(heard)


def test_drain_with_one_that_raises_keeps_what_came_before_it(db: None, listen: Listen) -> None:
    def on_thing(event: ThingHappened, *, event_id: UUID) -> None:
        if event.thing_id == 2:
            raise NotNow("not now", code="testhouse.not_now")
        publish_all([ThingEchoed(thing_id=event.thing_id)])

    listen(ThingHappened, on_thing)
    publish_all([ThingHappened(thing_id=number) for number in (1, 2, 3)])
    with pytest.raises(NotNow):
        drain()
    assert list(Delivery.objects.order_by("event").values_list("state", flat=True)) == ["done", "waiting", "waiting"]


def test_drain_leaves_what_is_owed_to_a_listener_that_is_not_installed(db: None, listen: Listen) -> None:
    heard: list[int] = []

    def on_thing(event: ThingHappened, *, event_id: UUID) -> None:
        heard.append(event.thing_id)

    listen(ThingHappened, on_thing)
    publish_all([ThingHappened(thing_id=1)])
    event = OutboxEvent.objects.get()
    Delivery.objects.create(event=event, listener="gone.on_thing", key=event.key)
    assert drain() == 1
    assert heard == [1]
    assert Delivery.objects.get(listener="gone.on_thing").state == "waiting"


def test_deaf_module_is_owed_nothing_of_that_time_and_hears_again_after(db: None, listen: Listen) -> None:
    heard: list[int] = []

    def on_thing(event: ThingHappened, *, event_id: UUID) -> None:
        heard.append(event.thing_id)

    listen(ThingHappened, on_thing)
    module = "events"
    with deaf(module):
        publish_all([ThingHappened(thing_id=1)])
        drain()
    publish_all([ThingHappened(thing_id=2)])
    drain()
    assert heard == [2]
