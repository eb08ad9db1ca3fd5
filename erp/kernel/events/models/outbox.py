"""The outbox: the fact is written by the transaction that made it true, or not at all."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models.functions import Coalesce

from erp.kernel.documents.records import Fact
from erp.kernel.events.channels import OUTBOX_CHANNEL
from erp.kernel.events.envelope import Envelope

# The request id that `erp.kernel.audit` sets in the transaction's first round trip, so that it costs none here.
_REQUEST_ID = models.Func(
    models.Value("aesthetix.request_id"),
    models.Value(True),
    function="current_setting",
    output_field=models.TextField(),
)


class OutboxEvent(Fact):
    """One published fact. Its id is its position: replays count from there."""

    event_id = models.UUIDField(unique=True)
    type = models.CharField(max_length=120)
    key = models.CharField(max_length=200)
    data = models.JSONField()
    correlation = models.CharField(max_length=64, db_default=Coalesce(_REQUEST_ID, models.Value("")))

    class Meta:
        indexes = [models.Index(fields=["type", "id"], name="events_outbox_type")]
        triggers = [
            # One statement for one publish of many facts: rows to route, and a word to the relay.
            pgtrigger.Trigger(
                name="enqueue",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="added"),  # type: ignore[no-untyped-call]
                func=f"""
                    INSERT INTO events_pendingevent (id, key) SELECT id, key FROM added;
                    NOTIFY {OUTBOX_CHANNEL};
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.event_id}"

    @property
    def envelope(self) -> Envelope:
        """This row as others see it."""
        return Envelope(
            position=self.pk,
            id=self.event_id,
            type=self.type,
            key=self.key,
            time=self.created_at,
            correlation=self.correlation,
            data=self.data,
        )


class PendingEvent(models.Model):
    """A published fact that no relay has routed yet; written by the outbox's trigger, deleted when routed."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})

    id = models.BigIntegerField(primary_key=True)  # the position of the outbox row
    key = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["key", "id"], name="events_pending_key")]

    def __str__(self) -> str:
        return f"{self.pk} {self.key}"
