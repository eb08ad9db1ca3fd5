"""Who is asking: the bearer token names a session, the session row says whether it still lives."""

from typing import Any
from uuid import UUID

from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from erp.kernel.access.errors import NotSignedIn, SessionEnded
from erp.kernel.access.models import User
from erp.kernel.access.selectors.signed_in import signed_in_user
from erp.kernel.access.tokens import session_of

SCHEME = "Bearer"


class SessionTokenAuthentication(BaseAuthentication):
    """Logout, deactivation and a change of roles bite at the next request, whatever the token says."""

    def authenticate(self, request: Request) -> tuple[User, UUID] | None:
        """The user and the session id; None when no token was sent."""
        header = request.headers.get("Authorization", "")
        if not header:
            return None
        scheme, _, raw = header.partition(" ")
        if scheme.lower() != SCHEME.lower() or not raw:
            raise NotSignedIn()
        session_id = session_of(raw.strip())
        user = signed_in_user(session_id)
        if user is None:
            raise SessionEnded()
        return user, session_id

    def authenticate_header(self, request: Any) -> str:
        """The WWW-Authenticate header of a 401."""
        return SCHEME
