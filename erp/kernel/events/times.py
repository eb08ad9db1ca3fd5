"""The database's clock: workers on several machines agree on it."""

from datetime import timedelta

from django.db.models import DateTimeField, ExpressionWrapper, Func, Value
from django.db.models.expressions import Combinable


class Clock(Func):
    """The wall clock, which moves on inside a transaction."""

    template = "clock_timestamp()"
    output_field = DateTimeField()


def from_now(seconds: float) -> Combinable:
    """The instant so many seconds from now."""
    return ExpressionWrapper(Clock() + Value(timedelta(seconds=seconds)), output_field=DateTimeField())
