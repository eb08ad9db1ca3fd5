"""Once each, in order, in one transaction with the tick; failures wait, then die, then may be raised again."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection

from erp.kernel.documents.refusals import NotNow
from erp.kernel.events.acknowledged import unacknowledged
from erp.kernel.events.dead_letters import dead_letters, retry
from erp.kernel.events.delivering import MAX_ATTEMPTS, Outcome, deliver
from erp.kernel.events.drain import drain, pending_count
from erp.kernel.events.models import Delivery, OutboxEvent
from erp.kernel.events.publish import publish, publish_all
from erp.kernel.events.routing import route
from erp.kernel.events.tests.facts import ThingEchoed, ThingHappened

Listen = Callable[..., None]


def nobody(_ids: list[int]) -> None:
    """No worker to tell."""


def test_drain_delivers_typed_facts_to_every_listener_once(db: None, listen: Listen) -> None:
    heard: list[tuple[str, ThingHappened, UUID]] = []

    def on_thing(event: ThingHappened, *, event_id: UUID) -> None:
        heard.append(("first", event, event_id))

    def on_thing_too(event: ThingHappened, *, event_id: UUID) -> None:
        heard.append(("second", event, event_id))

    listen(ThingHappened, on_thing)
    listen(ThingHappened, on_thing_too)
    event_id = publish(ThingHappened(thing_id=4))
    assert unacknowledged(event_id) == [""]
    assert drain() == 2
    assert heard == [(name, ThingHappened(thing_id=4), event_id) for name in ("first", "second")]
    assert unacknowledged(event_id) == []
    assert drain() == 0
    assert pending_count() == 0


def test_drain_delivers_what_listeners_publish_under_the_same_correlation(db: None, listen: Listen) -> None:
    heard: list[int] = []

    def on_thing(event: ThingHappened, *, event_id: UUID) -> None:
        publish(ThingEchoed(thing_id=event.thing_id))

    def on_echo(event: ThingEchoed, *, event_id: UUID) -> None:
        heard.append(event.thing_id)

    listen(ThingHappened, on_thing)
    listen(ThingEchoed, on_echo)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('aesthetix.request_id', 'req-9', true)")
        publish(ThingHappened(thing_id=6))
        cursor.execute("SELECT set_config('aesthetix.request_id', '', true)")
    assert drain() == 2
    assert heard == [6]
    assert set(OutboxEvent.objects.values_list("correlation", flat=True)) == {"req-9"}


def test_listener_that_raises_loses_its_work_and_waits(db: None, listen: Listen) -> None:
    def on_thing(event: ThingHappened, *, event_id: UUID) -> None:
        publish(ThingEchoed(thing_id=1))
        raise NotNow("the patient Somchai is elsewhere", code="testhouse.not_now")

    listen(ThingHappened, on_thing)
    publish(ThingHappened(thing_id=1))
    route()
    row = Delivery.objects.get()
    assert deliver(row.pk, nudge=nobody) is Outcome.FAILED
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("waiting", 1)
    assert row.last_error.startswith("testhouse.not_now at test_delivering.py:")
    assert "Somchai" not in row.last_error
    assert not OutboxEvent.objects.filter(type=ThingEchoed.type).exists()
    with pytest.raises(NotNow):
        drain()


def test_listener_that_fails_eight_times_is_a_dead_letter_until_somebody_retries(db: None, listen: Listen) -> None:
    broken = True
    heard: list[int] = []

    def on_thing(event: ThingHappened, *, event_id: UUID) -> None:
        if broken:
            raise ZeroDivisionError
        heard.append(event.step)

    listen(ThingHappened, on_thing)
    publish_all([ThingHappened(thing_id=1, step=1), ThingHappened(thing_id=1, step=2)])
    route()
    first, second = Delivery.objects.order_by("event")
    for _attempt in range(MAX_ATTEMPTS):
        assert deliver(second.pk, nudge=nobody) is Outcome.BLOCKED
        assert deliver(first.pk, nudge=nobody) is Outcome.FAILED
    assert deliver(first.pk, nudge=nobody) is Outcome.ELSEWHERE
    assert [letter.pk for letter in dead_letters()] == [first.pk]
    call_command("events", "dead")
    broken = False
    assert drain() == 1  # a dead letter does not stop those behind it
    assert retry([first.pk]) == 1
    assert drain() == 1
    assert heard == [2, 1]


def test_facts_of_one_key_keep_their_order_and_of_another_do_not_wait(db: None, listen: Listen) -> None:
    heard: list[tuple[int, int]] = []
    nudged: list[int] = []

    def on_thing(event: ThingHappened, *, event_id: UUID) -> None:
        heard.append((event.thing_id, event.step))

    listen(ThingHappened, on_thing)
    publish_all([ThingHappened(thing_id=key, step=step) for step in (1, 2) for key in (1, 2)])
    route()
    one_first, two_first, one_second, two_second = Delivery.objects.order_by("event")
    assert deliver(one_second.pk, nudge=nobody) is Outcome.BLOCKED
    assert deliver(two_first.pk, nudge=nobody) is Outcome.DONE
    assert deliver(two_second.pk, nudge=nobody) is Outcome.DONE
    assert deliver(one_first.pk, nudge=nudged.extend) is Outcome.DONE
    assert deliver(one_second.pk, nudge=nobody) is Outcome.DONE
    assert heard == [(2, 1), (2, 2), (1, 1), (1, 2)]


def test_next_in_line_is_nudged_after_the_commit(
    db: None, listen: Listen, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    nudged: list[int] = []

    def on_thing(event: ThingHappened, *, event_id: UUID) -> None:
        """Nothing to do."""

    listen(ThingHappened, on_thing)
    publish_all([ThingHappened(thing_id=1, step=1), ThingHappened(thing_id=1, step=2)])
    route()
    first, second = Delivery.objects.order_by("event")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        deliver(first.pk, nudge=nudged.extend)
        assert nudged == []
    assert nudged == [second.pk]


def test_delivery_of_a_listener_that_is_not_installed_waits_without_counting(db: None, listen: Listen) -> None:
    publish(ThingHappened(thing_id=1))
    event = OutboxEvent.objects.get()
    row = Delivery.objects.create(event=event, listener="gone.on_thing", key=event.key)
    assert deliver(row.pk, nudge=nobody) is Outcome.UNKNOWN
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("waiting", 0)


def test_the_same_fact_is_owed_to_a_listener_once(db: None) -> None:
    from django.db import IntegrityError

    publish(ThingHappened(thing_id=1))
    event = OutboxEvent.objects.get()
    Delivery.objects.create(event=event, listener="a.b", key=event.key)
    with pytest.raises(IntegrityError, match="events_delivery_once"):
        Delivery.objects.create(event=event, listener="a.b", key=event.key)
