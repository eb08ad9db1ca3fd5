"""What PostgreSQL must refuse on every table, whatever module it belongs to: asked as the application's role."""

import pgtrigger
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from erp.kernel.documents.records import Fact, Record
from erp.kernel.documents.standing import allowed_to_application, application_role

OURS = [model for model in apps.get_models() if issubclass(model, Record | Fact) and not model._meta.proxy]
FACTS = [model for model in OURS if issubclass(model, Fact)]
TABLES = [
    model
    for config in apps.get_app_configs()
    if not config.name.startswith("django.")
    for model in config.get_models(include_auto_created=True)
]
RECORDS = [model for model in OURS if issubclass(model, Record)]


def refused(sql: str) -> bool:
    """Whether the application's role is refused."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError:
        return True
    return False


def granted(model: type[models.Model]) -> frozenset[str]:
    """What PostgreSQL says that the application's role may do to the table."""
    asked = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER", "REFERENCES")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p FROM unnest(%s::text[]) AS p WHERE has_table_privilege(%s, %s, p)",
            [list(asked), application_role(), connection.ops.quote_name(model._meta.db_table)],
        )
        return frozenset(row[0] for row in cursor.fetchall())


def test_the_tests_run_as_the_application(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (application_role(), False)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label_lower)
def test_a_table_gives_the_application_what_its_model_says(db: None, model: type[models.Model]) -> None:
    assert granted(model) == allowed_to_application(model)
    assert refused(f'TRUNCATE "{model._meta.db_table}"')


@pytest.mark.parametrize("model", FACTS, ids=lambda model: model._meta.label_lower)
def test_a_fact_cannot_be_changed(db: None, model: type[models.Model]) -> None:
    assert "UPDATE" not in granted(model)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'O'", [table])
        assert {"erp_kept", "erp_no_truncate"} <= {row[0] for row in cursor.fetchall()}


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.label_lower)
def test_a_record_counts_its_versions(db: None, model: type[Record]) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'O'", [table])
        triggers = {row[0] for row in cursor.fetchall()}
    assert "erp_touch" in triggers
    assert ("erp_audit" in triggers) == model.keeps_history


def test_the_triggers_in_the_database_are_those_of_the_code(db: None) -> None:
    states = {f"{model._meta.label}:{trigger.name}": trigger.get_installation_status(model)[0]
              for model, trigger in pgtrigger.registered()}  # fmt: skip
    assert {name: state for name, state in states.items() if state != "INSTALLED"} == {}


def test_the_trigger_switch_is_off_for_good(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = '{anything}'")
        cursor.execute("SELECT public._pgtrigger_should_ignore('anything')")
        assert cursor.fetchone() == (False,)
    assert refused("CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS boolean "
                   "LANGUAGE sql AS 'SELECT true'")  # fmt: skip
    assert refused("SET session_replication_role = 'replica'")


def test_our_functions_look_at_our_tables_whatever_a_session_puts_before_them(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.proname FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid"
            " WHERE p.pronamespace = 'public'::regnamespace"
            " AND NOT 'search_path=public, pg_temp' = ANY(coalesce(p.proconfig, '{}'))"
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.label_lower)
def test_a_table_is_what_its_model_says(db: None, model: type[models.Model]) -> None:
    """Whatever way the migrations took: columns, types, what may be empty, constraints and indexes by name."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname, format_type(atttypid, atttypmod), NOT attnotnull FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            [table],
        )
        there = {name: (kind, empty) for name, kind, empty in cursor.fetchall()}
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass UNION ALL"
            " SELECT relname FROM pg_index JOIN pg_class ON oid = indexrelid WHERE indrelid = %s::regclass",
            [table, table],
        )
        named = {name for (name,) in cursor.fetchall()}
    wanted = {
        field.column: (spelled(field.db_type(connection)), field.null or field.generated)
        for field in model._meta.local_concrete_fields
        if field.column
    }
    assert {name: there[name] for name in wanted if name in there} == wanted
    assert {each.name for each in (*model._meta.constraints, *model._meta.indexes)} <= named


def spelled(kind: str | None) -> str:
    """A column's type as PostgreSQL spells it in full."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT format_type(to_regtype(%s), NULL)", [(kind or "").split("(")[0]])
        (base,) = cursor.fetchone()
    return str(base) + (f"({kind.split('(', 1)[1]}".replace(" ", "") if kind and "(" in kind else "")
