"""What one listener is owed."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from erp.kernel.events.models.outbox import OutboxEvent


class Delivery(models.Model):
    """One fact for one listener. The tick `done` is written in the transaction in which the listener worked."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        DEAD = "dead", _("Dead letter")

    event = models.ForeignKey(OutboxEvent, on_delete=models.PROTECT, related_name="deliveries")
    listener = models.CharField(max_length=120)
    key = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, db_default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(db_default=0)
    nudge_at = models.DateTimeField(db_default=Now())  # when a worker is to be told (again)
    last_error = models.CharField(max_length=200, db_default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "listener"], name="events_delivery_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "done", "dead"]), name="events_delivery_state"
            ),
        ]
        indexes = [
            models.Index(fields=["nudge_at"], condition=models.Q(state="waiting"), name="events_delivery_due"),
            models.Index(
                fields=["listener", "key", "event"], condition=models.Q(state="waiting"), name="events_delivery_line"
            ),
            models.Index(fields=["id"], condition=models.Q(state="dead"), name="events_delivery_dead"),
            models.Index(fields=["done_at"], condition=models.Q(state="done"), name="events_delivery_done"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} to {self.listener}: {self.state}"
