"""Access tokens of five minutes, and the refresh secret that lives in a cookie."""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

import jwt
from rest_framework_simplejwt.exceptions import ExpiredTokenError, TokenError
from rest_framework_simplejwt.settings import api_settings as jwt_settings
from rest_framework_simplejwt.tokens import AccessToken

from erp.kernel.access.errors import NotSignedIn, TokenExpired

SESSION_CLAIM = "sid"
USER_CLAIM = "sub"


@dataclass(frozen=True, kw_only=True)
class TokenPair:
    """What a login or a refresh gives: the access token, and the refresh secret for the cookie."""

    access: str
    refresh: str


def access_token(*, session_id: UUID, user_id: int) -> str:
    """A signed token that names the session; what its holder may do is looked up anew at each request."""
    token = AccessToken()
    token[SESSION_CLAIM] = session_id.hex
    token[USER_CLAIM] = str(user_id)
    return str(token)


def session_of(raw: str, *, expired: bool = False) -> UUID:
    """The session that an access token names. Raises TokenExpired or NotSignedIn.

    With `expired` a token whose time is over counts too (to sign out by); its signature must hold all the same.
    """
    try:
        if expired:
            return UUID(hex=_signed(raw)[SESSION_CLAIM])
        token = AccessToken(raw)  # type: ignore[arg-type]  # simplejwt's stub wants a Token where it reads a string
        return UUID(hex=token[SESSION_CLAIM])
    except ExpiredTokenError as error:
        raise TokenExpired() from error
    except (TokenError, jwt.InvalidTokenError, KeyError, ValueError) as error:
        raise NotSignedIn() from error


def _signed(raw: str) -> dict[str, Any]:
    return jwt.decode(raw, jwt_settings.SIGNING_KEY, algorithms=[jwt_settings.ALGORITHM], options={"verify_exp": False})


def new_secret() -> str:
    """A refresh secret nobody can guess."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> bytes:
    """What the database keeps of a refresh secret."""
    return sha256(secret.encode()).digest()


def refresh_value(*, session_id: UUID, secret: str) -> str:
    """The value of the refresh cookie."""
    return f"{session_id.hex}.{secret}"


def read_refresh(value: str) -> tuple[UUID, str]:
    """Session and secret of a refresh cookie. Raises NotSignedIn."""
    session, _, secret = value.partition(".")
    try:
        return UUID(hex=session), secret
    except ValueError as error:
        raise NotSignedIn() from error
