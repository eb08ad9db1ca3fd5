"""Set-based writes: one statement a table, and errors that are Django's own."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from erp.kernel.access.models import Role
from erp.kernel.bulk.inserts import insert_rows, take_ids
from erp.kernel.bulk.pipeline import pipeline
from erp.kernel.metrics.models import Rollup

NAMES = ("code", "title", "title_th")


@pytest.mark.parametrize("how_many", [1, 3, 200])
def test_insert_rows_takes_one_statement_whatever_the_rows(db, django_assert_num_queries, how_many):
    with django_assert_num_queries(1):
        insert_rows(Role, NAMES, [(f"role-{place}", "Title", "") for place in range(how_many)])
    assert Role.objects.filter(code__startswith="role-").count() == how_many


def test_no_rows_take_no_statement(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_rows(Role, NAMES, [])


def test_a_text_too_long_is_refused_not_cut(db):
    with pytest.raises(DatabaseError), transaction.atomic():
        insert_rows(Role, NAMES, [("x" * 41, "Title", "")])


def test_take_ids_for_several_models_in_one_statement(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        roles, rollups = take_ids((Role, 2), (Rollup, 3))
    assert (len(roles), len(rollups), roles[1] - roles[0]) == (2, 3, 1)


def pipe(*codes: str) -> None:
    with pipeline():
        for code in codes:
            insert_rows(Role, NAMES, [(code, "Title", "")])


def test_a_pipeline_raises_what_the_database_refuses_as_django_does(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        pipe("same", "same")
    assert not Role.objects.filter(code="same").exists()
    pipe("piped", "piped-2")
    assert Role.objects.filter(code__startswith="piped").count() == 2
