"""Register sessions, by state and day."""

from datetime import date

from modules.sales.models import RegisterSession, SessionState


def open_sessions_between(starts_on: date, ends_on: date) -> list[tuple[str, date]]:
    """Sessions of these days that are not closed: register code and day."""
    found = RegisterSession.objects.filter(business_on__range=(starts_on, ends_on)).exclude(state=SessionState.CLOSED)
    return list(found.values_list("register__code", "business_on"))
