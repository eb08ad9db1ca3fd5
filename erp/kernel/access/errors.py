"""Refusals of access."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from erp.kernel.documents.refusals import Invalid, NotAllowed, NotNow, Refusal


class NotSignedIn(Refusal):
    """No token, or one that is not (any longer) good."""

    code = "access.not_signed_in"
    status = 401
    title = _("Please sign in")


class TokenExpired(NotSignedIn):
    """The access token is older than its five minutes: refresh it."""

    code = "access.token_expired"
    title = _("The access token has expired")


class SessionEnded(NotSignedIn):
    """Logged out, deactivated, or the family of tokens was killed."""

    code = "access.session_ended"
    title = _("Your session has ended; please sign in again")


class WrongPassword(Refusal):
    """User name and password do not go together; which of the two, nobody is told."""

    code = "access.wrong_password"
    status = 401
    title = _("User name or password is not right")


class TooManyAttempts(Refusal):
    """Somebody is guessing."""

    code = "access.too_many_attempts"
    status = 429
    title = _("Too many attempts to sign in")

    def __init__(self, seconds: int, **kwargs: Any) -> None:
        super().__init__(
            ngettext("Wait %(n)d second and try again.", "Wait %(n)d seconds and try again.", seconds) % {"n": seconds},
            wait_seconds=seconds,
            **kwargs,
        )
        self.retry_after = seconds


class LastAdministrator(NotNow):
    """Nobody would be left to give anybody a role."""

    code = "access.user.last_administrator"
    title = _("The last active administrator cannot be taken away")


class NotYourBranch(NotAllowed):
    """The branch named is none of the caller's."""

    code = "access.not_your_branch"
    title = _("You do not work in this branch")


class UnknownRole(Invalid):
    """No such role in roles.toml."""

    code = "access.user.unknown_role"
    title = _("There is no such role")


class UserNameTaken(Refusal):
    """Two people cannot sign in by one name."""

    code = "access.user.username_taken"
    title = _("This user name is taken")


class WeakPassword(Invalid):
    """The password validators object."""

    code = "access.user.weak_password"
    title = _("This password is too easy to guess")
