"""The relay: several at once, the broker gone, a sink that fails."""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from celery import current_app
from django.db import connection, transaction

from erp.kernel.events.envelope import Envelope
from erp.kernel.events.models import Delivery, PendingEvent
from erp.kernel.events.nudging import DELIVER, nudge_due
from erp.kernel.events.publish import publish, publish_all
from erp.kernel.events.relay import Relay
from erp.kernel.events.routing import route
from erp.kernel.events.shipping import ship
from erp.kernel.events.sinks import LogSink, attach, detach, tell_passing_sinks
from erp.kernel.events.tasks import sweep
from erp.kernel.events.tests.facts import ThingEchoed, ThingHappened

Listen = Callable[..., None]


def on_thing(event: ThingHappened, *, event_id: UUID) -> None:
    """Hears."""


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    sent: list[int] = []

    def send_task(name: str, args: list[int]) -> None:
        assert name == DELIVER
        sent.append(args[0])

    monkeypatch.setattr(current_app, "send_task", send_task)
    return sent


def test_nudge_is_sent_for_the_first_of_each_key_and_not_again_at_once(
    db: None, listen: Listen, sent: list[int]
) -> None:
    listen(ThingHappened, on_thing)
    publish_all([ThingHappened(thing_id=key, step=step) for step in (1, 2) for key in (1, 2)])
    route()
    heads = list(Delivery.objects.order_by("event").values_list("pk", flat=True))[:2]
    assert nudge_due() == 2
    assert sent == heads
    assert nudge_due() == 0


def test_sweep_nudges_again_what_got_lost(db: None, listen: Listen, sent: list[int]) -> None:
    listen(ThingHappened, on_thing)
    publish(ThingHappened(thing_id=1))
    route()
    nudge_due()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE events_delivery SET nudge_at = now() - interval '1 second'")
    sweep()
    assert sent == [Delivery.objects.get().pk] * 2


def test_nudge_without_a_broker_fails_quietly_and_is_due_again(
    db: None, listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def send_task(*_args: Any, **_kwargs: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(current_app, "send_task", send_task)
    listen(ThingHappened, on_thing)
    publish(ThingHappened(thing_id=1))
    route()
    assert nudge_due() == -1
    with connection.cursor() as cursor:
        cursor.execute("SELECT nudge_at < clock_timestamp() + interval '2 seconds' FROM events_delivery")
        assert cursor.fetchone() == (True,)


def test_two_relays_at_once_route_each_fact_once_and_no_key_is_overtaken(committed_db: str, listen: Listen) -> None:
    listen(ThingHappened, on_thing)
    for step in range(40):
        with transaction.atomic():
            publish_all([ThingHappened(thing_id=step % 3, step=step), ThingEchoed(thing_id=step)])

    def work(_number: int) -> list[Envelope]:
        routed: list[Envelope] = []
        while PendingEvent.objects.exists():
            routed += route(limit=5)
        connection.close()
        return routed

    with ThreadPoolExecutor(4) as pool:
        routed = [envelope for part in pool.map(work, range(4)) for envelope in part]
    assert len(routed) == 80
    assert len({envelope.id for envelope in routed}) == 80
    assert Delivery.objects.count() == 40


def test_key_whose_first_fact_is_in_another_relays_hands_is_left_alone(committed_db: str) -> None:
    with transaction.atomic():
        publish_all([ThingHappened(thing_id=1, step=1), ThingHappened(thing_id=1, step=2), ThingEchoed(thing_id=9)])
    first = PendingEvent.objects.order_by("pk").first()
    assert first is not None

    def other_relay(_number: int) -> list[str]:
        routed = [envelope.type for envelope in route()]
        connection.close()
        return routed

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        PendingEvent.objects.select_for_update().get(pk=first.pk)
        assert next(pool.map(other_relay, [0])) == [ThingEchoed.type]
    assert [envelope.data["step"] for envelope in route()] == [1, 2]


class Memory:
    """A sink to look into."""

    name = "memory"
    durable = True

    def __init__(self) -> None:
        self.got: list[Envelope] = []
        self.broken = False

    def send(self, envelopes: Sequence[Envelope]) -> None:
        if self.broken:
            raise ConnectionError
        self.got += envelopes


@pytest.fixture
def memory() -> Iterator[Memory]:
    sink = Memory()
    attach(sink)
    yield sink
    detach("memory")


def test_durable_sink_gets_every_fact_in_order_also_after_it_was_down(db: None, memory: Memory) -> None:
    memory.broken = True
    publish_all([ThingHappened(thing_id=1, step=step) for step in range(3)])
    route()
    assert ship() == 0
    memory.broken = False
    assert ship() == 0  # not at once
    with connection.cursor() as cursor:
        cursor.execute("UPDATE events_delivery SET nudge_at = now() - interval '1 second'")
    publish(ThingEchoed(thing_id=5))
    route()
    assert ship() == 4
    assert [envelope.data.get("step") for envelope in memory.got] == [0, 1, 2, None]
    assert ship() == 0


def test_log_sink_writes_the_envelope_without_the_data(db: None, caplog: pytest.LogCaptureFixture) -> None:
    publish(ThingHappened(thing_id=1, step=4711))
    envelopes = route()
    with caplog.at_level(logging.INFO, logger="erp.events"):
        tell_passing_sinks(envelopes)
    assert ThingHappened.type in caplog.text
    assert "4711" not in caplog.text
    assert not LogSink().durable


def test_round_routes_pushes_and_nudges(db: None, listen: Listen, sent: list[int]) -> None:
    listen(ThingHappened, on_thing)
    pushed: list[Envelope] = []
    relay = Relay(push=pushed.extend)
    publish(ThingHappened(thing_id=1))
    assert relay.round()
    assert len(pushed) == len(sent) == 1
    assert not relay.round()
