"""What the verbs of courses are told."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class MaybeReasonBody(serializers.Serializer[Any]):
    """A word why, if there is one."""

    reason = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class DecisionBody(serializers.Serializer[Any]):
    """Why it was decided so, if there is something to say."""

    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class ReasonBody(serializers.Serializer[Any]):
    """A word why."""

    reason = serializers.CharField(max_length=200)


class DaysBody(ReasonBody):
    """By how many days, and why."""

    days = serializers.IntegerField(min_value=1, max_value=3660)


class TransferBody(ReasonBody):
    """To whom or to which branch (or both), and why."""

    patient = serializers.IntegerField(required=False, allow_null=True, default=None)
    branch = serializers.IntegerField(required=False, allow_null=True, default=None)
