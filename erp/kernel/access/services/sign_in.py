"""Sign in with user name and password."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.contrib.auth.hashers import check_password, make_password

from erp.kernel.access.errors import WrongPassword
from erp.kernel.access.models import AuthSession, User
from erp.kernel.access.services.throttle_sign_in import forget_failures, note_failure, refuse_if_waiting
from erp.kernel.access.tokens import TokenPair, access_token, digest, new_secret, refresh_value

IDLE = timedelta(hours=12)  # a shift: unused for longer, the login is over
LONGEST = timedelta(days=7)  # then the password is asked again, whatever happens


def sign_in(*, username: str, password: str, address: str, agent: str, at: datetime) -> tuple[User, TokenPair]:
    """Open a session. Raises WrongPassword, or TooManyAttempts with the seconds to wait.

    Runs outside a transaction: a failure must be counted although the request is refused.
    """
    refuse_if_waiting(username=username, address=address, at=at)
    user = User.objects.filter(username__iexact=username, is_active=True).first()
    if user is None:
        make_password(password)  # takes as long as a real comparison: time tells nobody which names exist
    if user is None or not check_password(password, user.password):
        note_failure(username=username, address=address, at=at)
        raise WrongPassword()
    forget_failures(username=username, address=address, at=at)
    return user, open_session(user=user, address=address, agent=agent, at=at)


def open_session(*, user: User, address: str, agent: str, at: datetime) -> TokenPair:
    """Write the session row of a login."""
    secret, session_id = new_secret(), uuid4()
    AuthSession.objects.create(
        id=session_id,
        user=user,
        token_hash=digest(secret),
        started_at=at,
        refreshed_at=at,
        idle_at=at + IDLE,
        expires_at=at + LONGEST,
        address=address,
        agent=agent[:200],
    )
    return TokenPair(
        access=access_token(session_id=session_id, user_id=user.pk),
        refresh=refresh_value(session_id=session_id, secret=secret),
    )
