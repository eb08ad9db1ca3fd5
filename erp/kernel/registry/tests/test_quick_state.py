"""Migrations draw few models, and lead to the tables that Django's own way leads to."""

import psycopg
import pytest
from django.db import connection, migrations, models
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState

from erp.kernel.registry.quick_state import QuickState, stands_alone
from erp.kernel.testing.database import url_of, use

KEY = ("id", models.AutoField(primary_key=True))
BEGIN = [
    migrations.CreateModel("Person", [KEY]),
    migrations.CreateModel("Visit", [KEY, ("person", models.ForeignKey("quick.Person", models.CASCADE))]),
]


def migration(*operations: migrations.operations.base.Operation) -> Migration:
    """A migration of an app that exists in this test only."""
    made = Migration("0001_initial", "quick")
    made.operations = list(operations)  # type: ignore[misc]
    return made


def apply(state: QuickState, *operations: migrations.operations.base.Operation) -> ProjectState:
    """Carry the operations out, as the executor does."""
    wanted = migration(*operations)
    state.begin(wanted)
    with connection.schema_editor() as editor:
        return wanted.apply(state, editor)


@pytest.fixture
def owned(committed_db, settings):
    """A database of the test's own, used as its owner, with two tables."""
    use(committed_db, url=url_of(committed_db, owner=True))
    state = QuickState()
    assert state.apps
    return apply(state, *BEGIN)


def test_one_changed_model_is_drawn_alone():
    state = QuickState()
    assert state.apps
    migration(*BEGIN).mutate_state(state, preserve=False)
    person = state.apps.get_model("quick.Person")
    migration(migrations.AddField("Visit", "on", models.DateField(null=True))).mutate_state(state, preserve=False)
    assert state.apps.get_model("quick.Visit")._meta.get_field("on")
    assert state.apps.get_model("quick.Person") is person
    plain = ProjectState()
    assert plain.apps
    migration(*BEGIN).mutate_state(plain, preserve=False)
    drawn = plain.apps.get_model("quick.Person")
    migration(migrations.AddField("Visit", "on", models.DateField(null=True))).mutate_state(plain, preserve=False)
    assert plain.apps.get_model("quick.Person") is not drawn  # or this file has no reason to be


def test_a_key_passes_its_type_on_to_those_that_point_to_it(owned):
    grown = migrations.AlterField("Person", "id", models.BigAutoField(primary_key=True))
    assert not stands_alone(grown)
    apply(owned, grown)
    with psycopg.connect(url_of(connection.settings_dict["NAME"], owner=True)) as link:
        row = link.execute(
            "SELECT data_type FROM information_schema.columns WHERE (table_name, column_name) = (%s, %s)",
            ["quick_visit", "person_id"],
        ).fetchone()
    assert row == ("bigint",)


def test_code_of_a_migration_joins_over_what_was_just_added(owned):
    found = []

    def ask(apps, editor):
        person = apps.get_model("quick.Person").objects.create(name="Mali")
        apps.get_model("quick.Visit").objects.create(person=person)
        found.extend(apps.get_model("quick.Visit").objects.filter(person__name="Mali").values_list("person__name"))

    apply(
        owned,
        migrations.AddField("Person", "name", models.CharField(max_length=20, default="")),
        migrations.RunPython(ask),
    )
    assert found == [("Mali",)]
