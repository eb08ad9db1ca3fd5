"""What the verbs of the ledger are told."""

from typing import Any

from rest_framework import serializers


class ReasonBody(serializers.Serializer[Any]):
    """Why, if there is something to say."""

    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class ReversalBody(serializers.Serializer[Any]):
    """On which day, and why."""

    on = serializers.DateField()
    reason = serializers.CharField(max_length=200)


class WhyBody(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=200)


class LockBody(serializers.Serializer[Any]):
    """Up to which day nothing is posted any more (none: no lock), and why."""

    locked_until = serializers.DateField(allow_null=True, required=False, default=None)
    reason = serializers.CharField(max_length=200)
