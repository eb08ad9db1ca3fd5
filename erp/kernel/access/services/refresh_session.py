"""Change a refresh secret for a new one; a secret that comes back kills the whole family."""

from datetime import datetime

from django.utils.crypto import constant_time_compare

from erp.kernel.access.errors import SessionEnded
from erp.kernel.access.models import AuthSession, User
from erp.kernel.access.selectors.signed_in import signed_in_user
from erp.kernel.access.services.end_sessions import end_session
from erp.kernel.access.services.sign_in import IDLE
from erp.kernel.access.tokens import TokenPair, access_token, digest, new_secret, read_refresh, refresh_value


def refresh_session(*, refresh: str, at: datetime) -> tuple[User, TokenPair] | None:
    """The next pair of tokens; None when a used secret came back: the caller commits the end of the family first.

    Raises NotSignedIn or SessionEnded. The caller holds the transaction; the row lock lets one of two callers win.
    """
    session_id, secret = read_refresh(refresh)
    session = AuthSession.objects.select_for_update().filter(pk=session_id).first()
    if session is None or session.ended_at is not None:
        raise SessionEnded()
    if not constant_time_compare(digest(secret), bytes(session.token_hash)):
        end_session(session_id=session_id, reason=AuthSession.End.REUSED, at=at)
        return None
    user = signed_in_user(session_id)
    if user is None:
        raise SessionEnded()
    fresh = new_secret()
    session.token_hash = digest(fresh)
    session.rotations += 1
    session.refreshed_at = at
    session.idle_at = at + IDLE
    session.save(update_fields=("token_hash", "rotations", "refreshed_at", "idle_at"))
    return user, TokenPair(
        access=access_token(session_id=session_id, user_id=user.pk),
        refresh=refresh_value(session_id=session_id, secret=fresh),
    )
