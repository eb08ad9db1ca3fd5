"""End logins: one, or all of a person."""

from datetime import datetime
from uuid import UUID

from erp.kernel.access.models import AuthSession


def end_session(*, session_id: UUID, reason: AuthSession.End, at: datetime) -> bool:
    """End one login; False when it was over already."""
    living = AuthSession.objects.filter(pk=session_id, ended_at=None)
    return bool(living.update(ended_at=at, ended_by=reason))


def end_sessions_of(*, user_id: int, reason: AuthSession.End, at: datetime, but: UUID | None = None) -> int:
    """End every login of a user, except perhaps the one that asks."""
    living = AuthSession.objects.filter(user_id=user_id, ended_at=None)
    return (
        living.exclude(pk=but).update(ended_at=at, ended_by=reason)
        if but
        else living.update(ended_at=at, ended_by=reason)
    )
