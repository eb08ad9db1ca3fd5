"""A login as the server remembers it, and the brake on guessing passwords."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.access.models.user import User


class AuthSession(models.Model):
    """One row a login: the family of its refresh tokens. Every request asks whether it still lives."""

    class End(models.TextChoices):
        LOGGED_OUT = "logged_out", _("Logged out")
        REUSED = "reused", _("A used refresh token came back")
        DEACTIVATED = "deactivated", _("The user was deactivated")
        PASSWORD = "password", _("The password was changed")

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    token_hash = models.BinaryField(max_length=32)
    rotations = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    refreshed_at = models.DateTimeField()
    idle_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=16, choices=End.choices, blank=True)
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index("user", name="access_session_live", condition=models.Q(ended_at=None)),
            models.Index("expires_at", name="access_session_age"),
        ]


class LoginThrottle(models.Model):
    """Failures of one user name, one address, or one name from one address."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})

    subject = models.CharField(max_length=160, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField()
    wait_until = models.DateTimeField()
