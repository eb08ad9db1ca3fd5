"""Old answers are forgotten; young ones cannot be, by nobody."""

import pytest
from django.db import IntegrityError, connection, transaction

from erp.kernel.rest.housekeeping import delete_old_keys
from erp.kernel.rest.models import IdempotencyKey


@pytest.fixture
def key(doctor):
    def make(name: str, *, days: int) -> IdempotencyKey:
        made = IdempotencyKey.objects.create(user=doctor, method="POST", path="/x/", key=name, request_hash=b"x")
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE rest_idempotencykey SET created_at = now() - make_interval(days => %s) WHERE id = %s",
                [days, made.pk],
            )
        return made

    return make


@pytest.mark.django_db
def test_only_old_keys_are_deleted(key):
    key("of last month", days=30)
    key("of this week", days=5)
    assert delete_old_keys() == 1
    assert [kept.key for kept in IdempotencyKey.objects.all()] == ["of this week"]


@pytest.mark.django_db
def test_the_key_of_today_cannot_be_taken_away(key):
    key("of today", days=0)
    with pytest.raises(IntegrityError, match="kept for a day"), transaction.atomic():
        IdempotencyKey.objects.all().delete()
    assert IdempotencyKey.objects.count() == 1
