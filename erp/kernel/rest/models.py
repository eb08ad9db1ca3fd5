"""The one table of the doors: requests that were answered, by the caller's key."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class IdempotencyKey(models.Model):
    """A write request and its answer, kept so that the same request gets the same bytes again."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    method = models.CharField(max_length=8)
    path = models.CharField(max_length=400)
    key = models.CharField(max_length=128)
    request_hash = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(null=True)
    content_type = models.CharField(max_length=80, blank=True)
    headers = models.JSONField(default=dict)
    answer = models.BinaryField(null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("user", "method", "path", "key"), name="rest_idempotency_key_once")
        ]
        indexes = [models.Index("created_at", name="rest_idempotency_key_age")]
        triggers = [
            pgtrigger.Trigger(  # a key that goes too early would let a late repetition act twice
                name="only_old_keys_go",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.created_at > now() - interval '1 day'"),
                func="RAISE EXCEPTION 'an idempotency key is kept for a day' USING ERRCODE = 'restrict_violation';",
            )
        ]
