"""Old logins go, once nobody may be asked for them any more."""

from datetime import timedelta
from typing import Final

from django.db.models import Value
from django.db.models.functions import Now

from erp.kernel.access.models import AuthSession

KEEP: Final = timedelta(days=180)
"""Thailand's Computer-Related Crime Act, section 26, wants 90 days of traffic data; twice that leaves time to ask."""
BATCH: Final = 5000


def delete_old_sessions(keep: timedelta = KEEP) -> int:
    """Delete a batch of logins that ran out long ago. Returns how many."""
    old = AuthSession.objects.filter(expires_at__lt=Now() - Value(keep)).order_by("expires_at")
    return AuthSession.objects.filter(pk__in=old.values("pk")[:BATCH]).delete()[0]
