"""Logins are kept as long as the law may ask for them, and no longer."""

from datetime import timedelta

import pytest

from erp.kernel.access.housekeeping import delete_old_sessions
from erp.kernel.access.models import AuthSession


@pytest.mark.django_db
def test_only_logins_of_long_ago_are_deleted(doctor, at):
    from django.utils import timezone

    now = timezone.now()
    for days in (400, 90, -1):
        moment = now - timedelta(days=days)
        AuthSession.objects.create(
            user=doctor, token_hash=b"x", started_at=moment, refreshed_at=moment, idle_at=moment, expires_at=moment
        )
    assert delete_old_sessions() == 1
    assert AuthSession.objects.filter(expires_at__lt=now - timedelta(days=180)).count() == 0
    assert AuthSession.objects.count() == 2
