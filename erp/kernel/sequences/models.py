"""Counters of gapless series."""

from typing import ClassVar

from django.db import models


class NumberSeries(models.Model):
    """The last number given in a series of a branch, register, kind and year. Locked last in a transaction."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "UPDATE"})

    key = models.CharField(max_length=120, primary_key=True)
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(last__gte=0), name="sequences_last_not_negative")]

    def __str__(self) -> str:
        return f"{self.key} {self.last}"
