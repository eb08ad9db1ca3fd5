"""One statement, in the caller's transaction, and nobody can take it back."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from erp.kernel.events.drain import pending_count
from erp.kernel.events.models import OutboxEvent, PendingEvent
from erp.kernel.events.publish import publish, publish_all
from erp.kernel.events.tests.facts import ThingEchoed, ThingHappened


@pytest.mark.parametrize("count", [1, 3, 20])
def test_publish_all_takes_one_statement_whatever_the_number(db: None, count: int) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        ids = publish_all([ThingHappened(thing_id=number) for number in range(count)])
    assert len(queries) == 1
    assert list(OutboxEvent.objects.order_by("pk").values_list("event_id", flat=True)) == ids
    assert pending_count() == count


def test_publish_writes_type_key_data_and_the_requests_id(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('aesthetix.request_id', 'req-7', true)")
    event_id = publish(ThingHappened(thing_id=15, step=2))
    row = OutboxEvent.objects.get(event_id=event_id)
    assert (row.type, row.key, row.correlation) == ("testhouse.thing.happened.v1", "thing_id:15", "req-7")
    assert row.data == {"thing_id": 15, "step": 2}


def test_publish_rolled_back_leaves_nothing(db: None) -> None:
    with transaction.atomic():
        publish(ThingEchoed(thing_id=1))
        transaction.set_rollback(True)
    assert not OutboxEvent.objects.exists()
    assert not PendingEvent.objects.exists()


def test_publish_outside_a_transaction_is_refused(committed_db: str) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        publish(ThingEchoed(thing_id=1))


def test_publish_all_of_nothing_writes_nothing(db: None) -> None:
    assert publish_all([]) == []


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE events_outboxevent SET data = '{}'",
        "DELETE FROM events_outboxevent",
        "TRUNCATE events_outboxevent CASCADE",
        "ALTER TABLE events_outboxevent DISABLE TRIGGER ALL",
        "DROP TRIGGER pgtrigger_enqueue_68b64 ON events_outboxevent",
    ],
)
def test_outbox_attacked_as_the_application_stays_as_it_is(db: None, attack: str) -> None:
    publish(ThingHappened(thing_id=1))
    refused = pytest.raises(DatabaseError, match=r"permission denied|must be owner")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
    assert OutboxEvent.objects.get().data == {"thing_id": 1, "step": 0}


def test_outbox_changed_or_emptied_by_its_owner_is_refused_too(committed_db: str) -> None:
    import psycopg

    from erp.kernel.testing.database import url_of

    with transaction.atomic():
        publish(ThingHappened(thing_id=1))
    with psycopg.connect(url_of(committed_db, owner=True), autocommit=True) as owner:
        for attack in ("UPDATE events_outboxevent SET data = '{}'", "DELETE FROM events_outboxevent"):
            with pytest.raises(psycopg.Error):
                owner.execute(attack)
        with pytest.raises(psycopg.Error):
            owner.execute("TRUNCATE events_outboxevent CASCADE")
